"""Texts encoded by the Text Encoding Initiative's guidelines (TEI P5), and volumes of documents in particular."""
