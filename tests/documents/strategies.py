"""Texts and bytes for the laws: any characters that are text, and arrangements that look like documents."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

# Control characters other than line ends and tabs make a file binary; surrogates are no characters.
controls = "".join(map(chr, (*range(9), *range(14, 32), 127)))
characters = st.characters(exclude_categories=["Cs"], exclude_characters=controls)
unseen = {"Cc", "Cf", "Zs", "Zl", "Zp"}
texts = st.text(characters, min_size=1, max_size=400).filter(
    lambda text: any(unicodedata.category(letter) not in unseen for letter in text) and text[0] != "\ufeff"
)

lines = st.sampled_from(
    [
        "The ministers met in Vienna in 1961. Nothing was signed, and no date was set for another round.",
        "Quiet talks",
        "By Ann Example",
        "Oslo, 3 May 1993",
        "“We have nothing to say about it.”",
        "- arms",
        "1. Ann Example, ‘A Title’, The Paper, 3 May 1993",
        "[1] Ann Example, A Title, Press, 1993.",
        "Notes",
        "About the author",
        "Show More",
        "He agreed.[1] She did not.[2]",
        "---",
        "title: x",
        "# Heading",
        "> quoted",
        "\t  ",
        "",
        "\r",
        "\u2028",
        "a\u200bb",
        "[^1]: A note.",
        "LONDON (Reuters) - Envoys met on Monday, officials said, and agreed to meet again.",
    ]
)
pages = st.lists(lines, max_size=25).map("\n".join)
