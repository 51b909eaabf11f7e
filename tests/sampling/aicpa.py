"""Table A-1 of the AICPA's guide on audit sampling: sizes for tests of controls, 5 percent risk of overreliance.

Rows: expected rate of deviations in percent. Columns: tolerable rate in percent. Cells: the size of the sample and, in
brackets in the guide, the deviations that it expects. The guide leaves cells open that would need too many rows.
"""

TOLERABLE = ("2", "3", "4", "5", "6", "7", "8", "9", "10", "15", "20")
TABLE = """
0.00  149/0   99/0    74/0   59/0  49/0  42/0  36/0  32/0  29/0  19/0 14/0
0.25  236/1   157/1   117/1  93/1  78/1  66/1  58/1  51/1  46/1  30/1 22/1
0.50  313/2   157/1   117/1  93/1  78/1  66/1  58/1  51/1  46/1  30/1 22/1
0.75  386/3   208/2   117/1  93/1  78/1  66/1  58/1  51/1  46/1  30/1 22/1
1.00  590/6   257/3   156/2  93/1  78/1  66/1  58/1  51/1  46/1  30/1 22/1
1.25  1030/13 303/4   156/2  124/2 78/1  66/1  58/1  51/1  46/1  30/1 22/1
1.50  -       392/6   192/3  124/2 103/2 66/1  58/1  51/1  46/1  30/1 22/1
1.75  -       562/10  227/4  153/3 103/2 88/2  77/2  51/1  46/1  30/1 22/1
2.00  -       846/17  294/6  181/4 127/3 88/2  77/2  68/2  46/1  30/1 22/1
2.25  -       1466/33 390/9  208/5 127/3 88/2  77/2  68/2  61/2  30/1 22/1
2.50  -       -       513/13 234/6 150/4 109/3 77/2  68/2  61/2  30/1 22/1
2.75  -       -       722/20 286/8 173/5 109/3 95/3  68/2  61/2  30/1 22/1
3.00  -       -       1098/33 361/11 195/6 129/4 95/3 84/3 61/2  30/1 22/1
3.25  -       -       1936/63 458/15 238/8 148/5 112/4 84/3 61/2 30/1 22/1
3.50  -       -       -      624/22 280/10 167/6 112/4 84/3 76/3 40/2 22/1
3.75  -       -       -      877/33 341/13 185/7 129/5 100/4 76/3 40/2 22/1
4.00  -       -       -      1348/54 421/17 221/9 146/6 100/4 89/4 40/2 22/1
5.00  -       -       -      -     1580/79 478/24 240/12 158/8 116/6 40/2 30/2
6.00  -       -       -      -     -     1832/110 532/32 266/16 179/11 50/3 30/2
7.00  -       -       -      -     -     -     -     585/41 298/21 68/5 37/3
8.00  -       -       -      -     -     -     -     -     649/52 85/7 37/3
9.00  -       -       -      -     -     -     -     -     -     110/10 44/4
10.00 -       -       -      -     -     -     -     -     -     150/15 50/5
12.50 -       -       -      -     -     -     -     -     -     576/72 88/11
15.00 -       -       -      -     -     -     -     -     -     -     193/29
17.50 -       -       -      -     -     -     -     -     -     -     720/126
"""


def cells() -> list[tuple[str, str, int, int]]:
    """Each filled cell: the expected rate, the tolerable rate, the size and the deviations expected."""
    found = []
    for line in TABLE.strip().splitlines():
        expected, *row = line.split()
        for tolerable, cell in zip(TOLERABLE, row, strict=True):
            if cell != "-":
                size, deviations = cell.split("/")
                found.append((expected, tolerable, int(size), int(deviations)))
    return found
