#!/usr/bin/env python3
"""Checks floors of quality with the evaluation kit. tests/quality.sh calls it.

Each set of cases goes through the kit's own score.py, by the default policy: once by rules
alone, once with the model that comes with the crate, and, if the program `train` is given, once
with models that have not seen the site of the page. The answers are kept, so that what score.py
does not measure can be read off them. Then all texts go through the gentle and the strict policy,
and what each policy changed goes through it once more. The language and the title are never told.

Texts of the kit stay in memory and in a temporary directory; only figures are
printed or written. Standard library, Python 3.11 or later.
"""
import argparse
import collections
import concurrent.futures
import functools
import importlib.util
import itertools
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import types

# ---------------------------------------------------------------- floors

# Five pages with articles made by hand: nothing may be wrong on them, with a model or without.
SEEDS_F1 = 1.0

# What rules do alone. They were made on these cases, but not fitted to them.
RULES = {
    # Articles as they should be: next to nothing may go. The target is 0.001: at the last look, what was
    # above it were notices of rights, credits and links that gold itself holds.
    "gold lost": 0.00105, "gold altered": 0.05,
    # What extractors left: better on the average, and no extractor's output worse.
    "least gain": -0.001, "mean gain": 0.007,
    # Lines labelled by hand. Of right kinds, the target is 0.92.
    "noise precision": 0.97, "noise recall": 0.70, "right kind": 0.80,
    "aeb": 0.83, "fundus": 0.80, "segments": 0.81,
    # Of the texts where the headline is a line, the share where it was named.
    "dumps headline": 0.79, "extractors headline": 0.85,
}
# The model that comes with the crate, on the cases that it was learnt from: floors against breaking it,
# and no figures to quote.
SHIPPED = {
    "gold lost": 0.004, "gold altered": 0.08, "least gain": -0.001, "mean gain": 0.012,
    "noise precision": 0.97, "noise recall": 0.92, "right kind": 0.78,
    "aeb": 0.93, "fundus": 0.93, "segments": 0.92, "dumps headline": 0.83, "extractors headline": 0.87,
}
# Models that have seen no page of the site: these are the figures.
UNSEEN = {
    "gold lost": 0.004, "gold altered": 0.10, "least gain": -0.001, "mean gain": 0.010,
    "noise precision": 0.96, "noise recall": 0.90, "right kind": 0.72,
    "aeb": 0.92, "fundus": 0.92, "segments": 0.90, "dumps headline": 0.79, "extractors headline": 0.85,
}
GOLD_HALF_LOST = 0.0
# What templates of sites may cost on any source.
LEARNT_GAIN = -0.001

# Inside of a line only what is certain goes, and most of what a page has without full stops is not.
GLUED_PRECISION = 0.98
GLUED_RECALL = 0.008

# The share of texts on which cleaning may hit the bound on its rounds.
UNSETTLED = {"gentle": 0.008, "balanced": 0.001, "strict": 0.001}

# ---------------------------------------------------------------- running

DEFAULT = "balanced"
POLICIES = ("gentle", DEFAULT, "strict")  # each removes what the one before removes

# The file of each set, and how score.py is to read it.
SETS = {
    "dumps": ("dumps.jsonl.gz", ["--forgive-title"]),
    "extractors": ("extractors.jsonl.gz", ["--forgive-title"]),
    "gold": ("gold.jsonl.gz", []),
    "kinds": ("kinds_dev.jsonl", ["--kinds"]),
    "seeds": ("seeds_gold.jsonl", ["--kinds"]),
}

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "docs" / "BENCHMARKS.md"
BEGIN = "<!-- quality: written by tests/quality.sh -->"
END = "<!-- quality: end -->"


class Scored:
    """A set of cases, the answers of the default policy, and what score.py says of them."""

    def __init__(self, score, kit, command, scratch, name):
        file, options = SETS[name]
        scratch = pathlib.Path(tempfile.mkdtemp(dir=scratch))
        report, answers = scratch / "report", scratch / "answers"
        subprocess.run(
            [sys.executable, "-B", kit / "score.py", "--no-lang", *options, "--json", report, "--save", answers,
             kit / file, "--", *command],
            stdout=subprocess.DEVNULL, check=True)
        self.file = file
        self.cases = list(score.read_jsonl([str(kit / file)]))
        self.result = json.loads(report.read_text(encoding="utf8"))
        self.answers = answered({a["id"]: a for a in score.read_jsonl([str(answers)])}, self.cases)


def command(binary, policy, *options):
    return [str(binary), "--jsonl", "--policy", policy, *options]


def cross_validated(trainer, kit, answers):
    """Has the example program `train` clean each page by a model that has not seen its site."""
    files = [kit / file for file, _ in SETS.values()]
    subprocess.run([str(trainer), *files, "--also", kit / "extra.jsonl.gz", "--folds", "4", "--answers", answers],
                   stdout=subprocess.DEVNULL, check=True)
    return ["cat", str(answers)]


def answered(answers, cases):
    missing = [case["id"] for case in cases if case["id"] not in answers]
    if missing:
        sys.exit(f"{len(missing)} of {len(cases)} cases not answered, the first of them {missing[0]}")
    return answers


def clean(score, binary, policy, pages):
    """The answers for a list of (site, text), in its order."""
    cases = [{"id": number, "site": site, "text": text} for number, (site, text) in enumerate(pages)]
    answers = {}
    if cases:
        answers, _ = score.run_command(command(binary, policy), cases, no_lang=True)
    return [answered(answers, cases)[case["id"]] for case in cases]


def load_score(kit):
    spec = importlib.util.spec_from_file_location("score", kit / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


# ---------------------------------------------------------------- what is measured

Check = collections.namedtuple("Check", "what value floor ok")


def at_least(what, value, floor):
    return Check(what, number(value), f">= {floor:g}", value >= floor)


def at_most(what, value, most):
    return Check(what, number(value), f"<= {most:g}", value <= most)


def seeds_checks(seeds):
    def layout(text):
        return re.sub(r"\n(?:[^\S\n]*\n)+", "\n\n", text).strip()

    equal = sum(layout(seeds.answers[case["id"]]["text"]) == layout(case["gold"]) for case in seeds.cases)
    yield at_least("seeds: noise F1", seeds.result["binary"]["noise_f1"], SEEDS_F1)
    yield at_least("seeds: body F1", seeds.result["binary"]["body_f1"], SEEDS_F1)
    yield at_least("seeds: kinds, micro F1", seeds.result["micro_f1"], SEEDS_F1)
    yield at_least("seeds: texts equal to the article", equal, len(seeds.cases))


def gold_checks(gold, floors):
    harm = gold.result["harm"]["all"]
    yield at_most("gold: tokens lost, mean share", harm["tokens_lost"], floors["gold lost"])
    yield at_most("gold: texts altered", harm["altered"], floors["gold altered"])
    yield at_most("gold: texts that lost half", harm["half_lost"], GOLD_HALF_LOST)


def extractor_rows(extractors):
    """The scores by extractor and source."""
    return {name.removeprefix("kind extractor:"): row for name, row in extractors.result["text"].items()
            if name.startswith("kind extractor:")}


def extractors_checks(extractors, floors):
    deltas = [row["delta"] for row in extractor_rows(extractors).values()]
    count = f"over {len(deltas)} extractors"
    yield at_least(f"extractors: F1 gained, least {count}", min(deltas), floors["least gain"])
    yield at_least(f"extractors: F1 gained, mean {count}", statistics.fmean(deltas), floors["mean gain"])


def kind_rows(kinds):
    """Kind, labelled lines, those removed, and those removed as that kind; most lines first.

    Read off score_kinds' shares, which know that any one copy of the headline may stay.
    """
    rows = [(kind, row["n"], round(row["n"] * row["removed"]), round(row["n"] * row["recall"]))
            for kind, row in kinds.result["kinds"].items() if kind != "body" and row["n"]]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def kinds_checks(kinds, floors):
    rows = kind_rows(kinds)
    binary = kinds.result["binary"]
    yield at_least("kinds: noise precision", binary["noise_precision"], floors["noise precision"])
    yield at_least("kinds: noise recall", binary["noise_recall"], floors["noise recall"])
    yield at_least("kinds: right kind, of the noise removed",
                   sum(row[3] for row in rows) / max(1, sum(row[2] for row in rows)), floors["right kind"])


def glued_checks(score, binary, kinds):
    """What goes from inside of a line, where the labelled lines of each page are glued into one."""
    pages, marks = [], []
    for case in kinds.cases:
        text, spans = b"", []
        for label in case["labels"]:
            line = label["text"].strip().encode()
            text += b" " * bool(text)
            spans.append((len(text), len(text) + len(line), label["kind"] == "body"))
            text += line
        pages.append((case["site"], text.decode()))
        marks.append(spans)
    removed, every = {True: 0, False: 0}, sum(end - start for spans in marks for start, end, body in spans if not body)
    for answer, spans in zip(clean(score, binary, DEFAULT, pages), marks):
        for removal in answer["removed"]:
            for start, end, body in spans:
                removed[body] += max(0, min(end, removal["end"]) - max(start, removal["start"]))
    precision = removed[False] / max(1, removed[False] + removed[True])
    yield at_least("glued into one line: precision, by bytes", precision, GLUED_PRECISION)
    yield at_least("glued into one line: recall, by bytes", removed[False] / max(1, every), GLUED_RECALL)


def dumps_checks(dumps, floors):
    text, segments = dumps.result["text"], dumps.result["segments"]
    yield at_least("dumps: F1, aeb", text["source aeb (dump)"]["f1"], floors["aeb"])
    yield at_least("dumps: F1, fundus", text["source fundus (dump)"]["f1"], floors["fundus"])
    yield at_least("dumps: F1 of segments, trafilatura", segments["all dump"]["f1"], floors["segments"])


def headline_check(score, name, scored, floor):
    def words(line):
        return score.tokenize(line.lower())

    named = []
    for case in scored.cases:
        title = words(case.get("title") or "")
        if title and any(words(line) == title for line in case["text"].split("\n")):
            span = scored.answers[case["id"]]["headline"]
            found = case["text"].encode()[slice(*span)].decode() if span else ""
            named.append(words(found) == title)
    return at_least(f"{name}: headline named, of {len(named)} that have one", statistics.fmean(named), floor)


def checks_of(score, sets, floors):
    yield from gold_checks(sets["gold"], floors)
    yield from extractors_checks(sets["extractors"], floors)
    yield from kinds_checks(sets["kinds"], floors)
    yield from dumps_checks(sets["dumps"], floors)
    yield headline_check(score, "dumps", sets["dumps"], floors["dumps headline"])
    yield headline_check(score, "extractors", sets["extractors"], floors["extractors headline"])


def policy_checks(score, binary, sets):
    """Whether the policies are nested, and whether cleaning again changes nothing."""
    # Some pages are in two sets.
    balanced = {}
    for scored in sets:
        for case in scored.cases:
            balanced[case["site"], case["text"]] = scored.answers[case["id"]]
    pages = list(balanced)
    answers = {policy: list(balanced.values()) if policy == DEFAULT else clean(score, binary, policy, pages)
               for policy in POLICIES}

    for milder, harder in itertools.pairwise(POLICIES):
        outside = sum(not held(removal, b) for a, b in zip(answers[milder], answers[harder]) for removal in a["removed"])
        yield at_most(f"policies: removals by {milder} of what {harder} leaves", outside, 0)

    for policy in POLICIES:
        unsettled = statistics.fmean(not answer["settled"] for answer in answers[policy])
        # Where nothing was removed, cleaning again would be the same run once more.
        again = [(site, answer["text"]) for (site, _), answer in zip(pages, answers[policy])
                 if answer["settled"] and answer["removed"]]
        second = sum(len(answer["removed"]) for answer in clean(score, binary, policy, again))
        yield at_most(f"again, {policy}: lines removed from {len(again)} settled texts", second, 0)
        yield at_most(f"again, {policy}: texts unsettled, of {len(pages)}", unsettled, UNSETTLED[policy])


def templates_checks(score, binary, dumps):
    """What templates gain that are learnt from the cases themselves: most sites have one page, some two."""
    plain = types.SimpleNamespace(forgive_title=False, bootstrap=0)
    for kind in ("dump:html-text", "dump:inscriptis"):
        # Never both dumps of a page: they would be taken for pages of a site.
        cases = [case for case in dumps.cases if case["kind"] == kind]

        def scored(*options):
            answers, _ = score.run_command(command(binary, DEFAULT, *options), cases, no_lang=True, by_site=True)
            result = score.score_text(cases, answered(answers, cases), plain)
            rows = {name: row for name, row in result["text"].items() if name.startswith("source ")}
            return rows | {"source trafilatura (dump)": result["segments"]["all dump"]}

        without, learnt = scored(), scored("--learn-sites")
        for name, row in learnt.items():
            source = name.removeprefix("source ").removesuffix(" (dump)")
            yield at_least(f"templates, {kind}: F1 gained, {source}", row["f1"] - without[name]["f1"], LEARNT_GAIN)


def held(removal, answer):
    """Whether something that an answer removed holds all of it: a line takes along its sentences."""
    return any(other["start"] <= removal["start"] and removal["end"] <= other["end"] for other in answer["removed"])


# ---------------------------------------------------------------- tables

def number(value):
    """Five digits, so that what misses its floor by little can be told from it."""
    return str(value) if isinstance(value, int) else f"{value:.5f}"


def table(header, rows):
    """A table in Markdown, with numbers to the right."""
    rows = [[str(cell) for cell in row] for row in rows]
    right = [all(re.fullmatch(r"[-+.\d]+", row[at]) for row in rows) for at in range(len(header))]
    widths = [max(3, *(len(row[at]) for row in [header, *rows])) for at in range(len(header))]

    def line(cells):
        return "| " + " | ".join(cell.rjust(width) if is_right else cell.ljust(width)
                                 for cell, width, is_right in zip(cells, widths, right)) + " |"

    rule = ["-" * (width - 1) + (":" if is_right else "-") for width, is_right in zip(widths, right)]
    return "\n".join([line(header), line(rule), *map(line, rows)])


def floors_table(checks):
    return table(["what", "value", "floor", "ok"], [[*check[:3], "yes" if check.ok else "NO"] for check in checks])


def kinds_table(kinds):
    rows = [[f"`{kind}`", n, f"{removed / n:.3f}", f"{right / removed:.3f}" if removed else ""]
            for kind, n, removed, right in kind_rows(kinds)]
    return table(["kind", "lines", "removed", "right kind"], rows)


def sets_table(sets):
    rows = [[f"`{scored.file}`", scored.result["run"]["cases"], len({case["site"] for case in scored.cases}),
             len({case["lang"] for case in scored.cases} - {None}), f"{scored.result['run']['input_mb']:.2f}"]
            for scored in sets]
    return table(["file", "cases", "sites", "languages", "MB"], rows)


def extractors_table(extractors):
    rows = [[name, row["n"], f"{row['input_f1']:.3f}", f"{row['f1']:.3f}", f"{row['delta']:+.4f}"]
            for name, row in extractor_rows(extractors).items()]
    return table(["extractor [source]", "texts", "F1 before", "F1 after", "gained"], rows)


def languages_table(dumps):
    sites = collections.defaultdict(set)
    for case in dumps.cases:
        if isinstance(case["gold"], str):
            sites[case["lang"]].add(case["site"])
    rows = [(name.removeprefix("lang ").removesuffix(" (dump)"), row)
            for name, row in dumps.result["text"].items() if name.startswith("lang ")]
    rows.sort(key=lambda row: (-row[1]["n"], row[0]))
    return table(["language", "texts", "sites", "F1 before", "F1"],
                 [[lang, row["n"], len(sites[lang]), f"{row['input_f1']:.3f}", f"{row['f1']:.3f}"] for lang, row in rows])


def dumps_table(dumps):
    text, segments = dumps.result["text"], dumps.result["segments"]
    rows = [(f"{source}, shingles", text[f"source {source} (dump)"]) for source in ("aeb", "fundus")]
    rows.append(("trafilatura, segments", segments["all dump"]))
    return table(["source", "texts", "F1 before", "precision", "recall", "F1"],
                 [[name, row["n"], *(f"{row[key]:.3f}" for key in ("input_f1", "precision", "recall", "f1"))]
                  for name, row in rows])


def write(sections):
    page = BENCHMARKS.read_text(encoding="utf8")
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        sys.exit(f"{BENCHMARKS}: the two marks of the tables are not there: {BEGIN} {END}")
    head, rest = page.split(BEGIN)
    tables = "\n\n".join(f"### {title}\n\n{text}" for title, text in sections)
    BENCHMARKS.write_text(f"{head}{BEGIN}\n\n{tables}\n\n{END}{rest.split(END)[1]}", encoding="utf8")
    print(f"wrote {BENCHMARKS.relative_to(ROOT)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path, help="the example program `clean`")
    parser.add_argument("--kit", type=pathlib.Path, required=True, help="directory of the evaluation kit")
    parser.add_argument("--trainer", type=pathlib.Path, help="the example program `train`: measures sites not seen, in minutes")
    parser.add_argument("--answers", type=pathlib.Path, help="where its answers are, or are to be kept")
    parser.add_argument("--write", action="store_true", help="bring the tables of docs/BENCHMARKS.md up to date")
    args = parser.parse_args()
    began = time.monotonic()
    kit, binary = args.kit.resolve(), args.binary.resolve()
    score = load_score(kit)

    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
        def scored(command):
            return dict(zip(SETS, pool.map(functools.partial(Scored, score, kit, command, scratch), SETS)))

        rules = scored(command(binary, DEFAULT, "--rules-only"))
        shipped = scored(command(binary, DEFAULT))
        unseen = None
        if args.trainer:
            answers = args.answers or pathlib.Path(scratch) / "unseen"
            unseen = scored(["cat", str(answers)] if answers.exists() else cross_validated(args.trainer, kit, answers))
    checks = {
        "Rules alone": [*seeds_checks(rules["seeds"]), *checks_of(score, rules, RULES)],
        "The shipped model, on what it was learnt from": [
            *seeds_checks(shipped["seeds"]), *checks_of(score, shipped, SHIPPED),
            *glued_checks(score, binary, shipped["kinds"]),
            *policy_checks(score, binary, shipped.values()),
            *templates_checks(score, binary, shipped["dumps"]),
        ],
    }
    sections = [("The cases", sets_table(rules.values()))]
    if unseen:
        checks["Models that have not seen the site"] = [*checks_of(score, unseen, UNSEEN)]
        sections += [
            ("Whole pages, sites not seen", dumps_table(unseen["dumps"])),
            ("What extractors left, sites not seen", extractors_table(unseen["extractors"])),
            ("Noise by kind, sites not seen", kinds_table(unseen["kinds"])),
            ("Languages of whole pages, sites not seen", languages_table(unseen["dumps"])),
        ]
    sections.append(("Whole pages, rules alone", dumps_table(rules["dumps"])))
    for title, rows in checks.items():
        print(title, floors_table(rows), sep="\n\n", end="\n\n")
        sections.append((f"Floors: {title[0].lower()}{title[1:]}", floors_table(rows)))
    if args.write:
        if not unseen:
            sys.exit("--write needs --trainer")
        write(sections)
    checks = [check for rows in checks.values() for check in rows]
    missed = sum(not check.ok for check in checks)
    print(f"{missed or 'no'} of {len(checks)} floors missed, {time.monotonic() - began:.0f} s")
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
