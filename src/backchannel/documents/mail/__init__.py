"""Mail: messages as RFC 5322 and MIME (RFC 2045–2049) make them, and which words in them are the writer's own."""
