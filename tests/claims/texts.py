"""Texts to read: short, in our own words, about public events; many dyads, centuries and registers."""

from __future__ import annotations

ESSAY = """The Ferry to Tallinn

In 1932 Finland and Poland signed a trade agreement in Helsinki.[1] Polish officers reportedly visited the forts near
Hanko in May 1933.[2] Both countries denied these reports.

The Finnish envoy told Warsaw that his government would not join an alliance. “We shall stay out of it,” he said.
According to a cable sent from Riga, Poland had offered forty field guns.

Notes

1. Aino Salmi, “Trade across the Gulf”, Nordic Review, 4 March 1961.
2. National Archives of Finland, file 12/7.
"""

CABLE = """SECRET

TO: FOREIGN OFFICE
FROM: EMBASSY SANTIAGO
14 April 1955

1. The Chilean foreign minister told me that Peru had asked Washington for two submarines.

2. He said that Chile would protest if the United States delivered them. He believed that Ecuador might follow.

3. The Peruvian ambassador denied that any such request had been made.
"""

SPEECH = """Mr. President,

My country condemns the attack on the port. We call on Ethiopia and Eritrea to withdraw their troops from the border.
In 2000 the two countries signed a peace agreement in Algiers. Neither side has kept it.

Kenya has received more than 300,000 refugees. We will not close our doors.
"""

HISTORY = """In 1494 Spain and Portugal divided the lands beyond the ocean. The treaty was signed at Tordesillas.

France sent troops to America in 1780. They fought beside the Americans at Yorktown, where Lord Cornwallis surrendered
on 19 October 1781. Britain recognised the United States in 1783.

Russia sold Alaska to the United States in 1867 for $7.2 million. Newspapers mocked the purchase.
"""

NEWS = """TUNIS, 3 June 1985 – Italian police seized 60 crates of mortar shells in Genoa on Monday, an official said.

The ship was allegedly bound for Libya. A spokesman for the Libyan embassy in Rome neither confirmed nor denied the
report. Malta, which borders no one, may have issued the papers. "It cannot be ruled out," the official added.
"""

ANALYSIS = """# Quiet neighbours

Vietnam and China restored relations in **1991**, two decades after *their* border war.[^1]

> Hanoi was said to be wary of Beijing.

- Trade grew by 12 percent in 1996.
- China should release the fishermen.
- Perhaps Laos carried the letters between them.

[^1]: Statistical Yearbook of Vietnam, 1997.
"""

RUMOUR = """The consul in Aleppo wrote that the pasha had been promised 2,000 rifles. It is said that Sardinia paid for
them in 1857. If Austria learned of it, the sultan would lose the port; the two courts had hardly spoken since 1853.
"""

ALL = {
    "essay.txt": ESSAY,
    "cable.txt": CABLE,
    "speech.txt": SPEECH,
    "history.txt": HISTORY,
    "news.txt": NEWS,
    "analysis.md": ANALYSIS,
    "rumour.txt": RUMOUR,
}

PLAIN = (
    "Cuba shipped rifles to Angola in 1975.",
    "Norway trained Kenyan officers in 1974.",
    "In 1986 Portugal allegedly passed 1,200 rifles to Chad.",
    "Peru and Ecuador signed a treaty in Rio de Janeiro in 1942.",
    "Syria accused Turkey of massing troops on the border.",
    "“Cuba will not yield,” the minister said.",
    "Greece confirmed that it had allowed the ships to dock at Piraeus in 1990.",
    "Denmark denied the report.",
    "More than 300 people were killed in Beirut in 1983.",
    "The talks in Vienna ended without a result.",
    "Japan may recognise Nauru.",
    "“It is late,” she wrote; “they’ve gone.”",
)
"""Sentences that longer texts are put together from."""

SEPARATORS = (
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\r\n\r\n",
    " — ",
    "\u00a0",
    "\u200b",
    "\t",
    "\u2028",
    "\n> ",
    "\n- ",
    "[3] ",
    "¹ ",
)
"""What may stand between two sentences: blanks and line ends of all sorts, marks of lists, quotations and notes."""

OPENINGS = ("", "\ufeff", "𝔄𝔟 ", "🕊 ", "\u200b\u200d", "e\u0301 ", "# ", "1. ", "\u202e", "(", "« ")
"""What may stand before a text: astral and combining characters, marks without width, marks of headings and lists."""
