"""Writes many Markdown drafts of real size, to measure whole runs with: drafts.py FOLDER [NUMBER].

Sentences are drawn from a few dozen of our own, with names, places and numbers put in; the same call writes the same files.
One draft in a hundred is flawed.
"""

import pathlib
import random
import sys

HOLDERS = [
    "President Donald Trump",
    "Secretary of State Marco Rubio",
    "Prime Minister Keir Starmer",
    "President Emmanuel Macron",
    "Chancellor Friedrich Merz",
    "Prime Minister Mark Carney",
    "Poland's foreign minister, Radoslaw Sikorski,",
    "Defense Secretary Pete Hegseth",
]
PEOPLE = ["Ann Roe", "Jon Holt", "Mira Sand", "Petr Novak", "Lena Brandt", "Omar Said", "Ines Duarte", "Tom Field"]
ROLES = ["the mayor", "a farmer", "a spokeswoman for the port", "the chief engineer", "a teacher", "an analyst at a bank"]
PLACES = ["Warsaw", "Gdansk", "Lyon", "Bremen", "Halifax", "Leeds", "Turku", "Porto", "Trieste", "Ghent"]
THINGS = ["the bridge", "the harbor", "the rail line", "the hospital", "the water plant", "the school", "the market hall"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
SENTENCES = [
    "{holder} is to meet the leaders of the region in {place} next week, two officials said on {day}.",
    "The talks about {thing} began in {place} and have gone on for {n} days without a result.",
    "\u201cWe have waited for {n} years, and nobody has told us when {thing} will open,\u201d said {person}, {role} in {place}.",
    "The city has set aside ${n}.{d} million for {thing}, about {p} percent of what the council had asked for.",
    "{person}, {role}, said on {day} that the plan was sound but late.",
    "Prices for steel and timber rose again in the spring, and two of the three builders asked for more time.",
    "A report by the ministry, which was published on {day}, names {n} places where the ground is too soft.",
    "{person} does not agree: the river has risen by {n} centimeters since the winter, and the dam is old.",
    "In {year}, the old council had promised the same, and then the money went to {thing} instead.",
    "Trains between {place} and {place2} will run every {n} minutes from the first week of the month.",
    "{holder} has not said whether the government will pay, and a decision is not expected before {day}.",
    "Nobody was hurt when a crane fell on {day}, but the work stood still for {n} hours.",
    "The port handled {n},{n3} containers last month, {p} percent more than a year before.",
    "Some of those who live near {thing} have hired a lawyer; others would like to see it built at once.",
    "\u201cIt is not about money,\u201d {person} said. \u201cIt is about who decides, and when.\u201d",
    "The former council of {place}, which was voted out in {year}, had left no plan for the time after.",
    "Three offers were opened in public, as the law asks, and the lowest came from a firm in {place2}.",
    "Rain is likely on {day}, with gusts of up to {n} kilometers an hour along the coast.",
    "It was the second time in {n} months that the vote was put off, and no new date was given.",
    "The museum shows letters, maps and a model of {thing}, most of them never seen before.",
    "A spokesman for the region said the numbers were right but that they told only half of the story.",
    "{person} has worked on {thing} for {n} years and wants to see it finished before leaving.",
]
HEADINGS = ["What is open", "Who pays", "What comes next", "The numbers", "Voices from {place}"]


def fill(text, draw):
    place, place2 = draw.sample(PLACES, 2)
    return text.format(
        holder=draw.choice(HOLDERS),
        person=draw.choice(PEOPLE),
        role=draw.choice(ROLES),
        place=place,
        place2=place2,
        thing=draw.choice(THINGS),
        day=draw.choice(DAYS),
        n=draw.randint(2, 90),
        n3=draw.randint(100, 999),
        d=draw.randint(1, 9),
        p=draw.randint(2, 40),
        year=draw.randint(1990, 2015),
    )


def draft(number):
    draw = random.Random(number)
    title = fill("Talks about {thing} in {place} go on", draw)
    parts = [f"---\ntitle: {title}\ndate: 2025-09-{1 + number % 28:02}\n---", f"# {title}"]
    while sum(map(len, parts)) < 3_200:
        if draw.random() < 0.12:
            parts.append("## " + fill(draw.choice(HEADINGS), draw))
        if draw.random() < 0.08:
            parts.append("\n".join(f"- {fill(draw.choice(SENTENCES), draw)}" for _ in range(3)))
        sentences = [fill(draw.choice(SENTENCES), draw) for _ in range(draw.randint(2, 5))]
        parts.append(" ".join(sentences))
    if number % 100 == 0:
        parts.append("The administration of President Joe Biden has not endorsed the plan.")
    return "\n\n".join(parts) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    size = 0
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000):
        path = folder / f"{number // 100:03}" / f"{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = draft(number).encode()
        size += len(text)
        path.write_bytes(text)
    print(f"{size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
