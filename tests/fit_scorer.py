#!/usr/bin/env python3
"""Learns `src/dedup/compare/scorer.txt`, the trees that judge a pair of texts, and cross-validates them.

  cargo build --release --example dedup
  python3 tests/fit_scorer.py [--kit DIR] [--signs CMD] [--cv] [--out FILE] [--without HALF]

Needs Python 3.11 and numpy, and the labelled pairs of the evaluation kit, which are not part of
the repository. CMD reads {"id","a","b"} lines and writes {"id","score","signs"} lines. Same
pairs, same signs: same file.

--cv prints figures of trees that never saw the pair's story: five folds, where texts that are
labelled as one fall into the same fold, and translations of one pair, too. --without 0 or 1 leaves
the stories of one half of the clusters out, so that clusters of that half can be scored.
"""
import argparse, collections, json, os, random, re, subprocess, sys, zlib
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
PAIRS = ["sts_headlines", "sts_mt", "mrpc", "uci", "og2021", "reuters_headlines", "perturb_headlines",
         "seed", "perturb_docs", "reuters_docs", "plagiarism"]
# Signs that never lower a score when they grow, and that never raise it.
FOR = """weighted_jaccard weighted_containment soft_jaccard soft_containment jaccard gram_jaccard
    gram_containment order_jaccard number_share name_share plain_share""".split()
AGAINST = """opposites negations swapped_numbers swapped_places swapped_persons swapped_organisations
    swapped_capitals swapped_opposites least_numbers least_places least_persons least_organisations
    least_names heaviest_unshared least_unshared""".split()
# How much a row of a source counts: sources differ in size, and in how closely their gold is ours.
WEIGHT = {"og": 0.35, "uci": 0.5, "cluster-": 0.4, "mrpc": 0.5, "sts": 2.0, "stsmt": 0.6,
          "reuters-headline": 2.0, "reuters-resend": 3.0, "made-": 0.5, "seed": 10.0}
TREES, DEPTH, RATE, RIDGE, LEAST, BINS = 200, 4, 0.1, 5.0, 2.0, 48
SIGNS_SHARE, ROWS_SHARE = 0.6, 0.8


def fold_of(text):
    return " ".join(text.lower().split())[:200]


def half(cluster):
    return zlib.crc32(cluster.encode()) & 1


def load(kit, without):
    """Labelled pairs, and more of them from clusters of headlines, whose story is the label."""
    story = {}
    sources = collections.defaultdict(list)
    for line in open(os.path.join(kit, "clusters_headlines.jsonl"), encoding="utf-8"):
        row = json.loads(line)
        if row["source"].startswith(("og", "uci")):
            sources[row["source"]].append(row)
            story[row["source"], fold_of(row["text"])] = row["cluster"]
    held = lambda source, text: without is not None and half(story.get((source, fold_of(text)), "")) == without
    rows = []
    for name in PAIRS:
        count = collections.Counter()
        for line in open(os.path.join(kit, f"pairs_{name}.jsonl"), encoding="utf-8"):
            row = json.loads(line)
            row["file"], row["place"] = name, count[row["source"]]
            count[row["source"]] += 1
            rows.append(row)
        for row in rows:
            if row["file"] == name:
                row["of"] = count[row["source"]]
    rows = [r for r in rows if not (r["source"].startswith(("og", "uci"))
                                    and (held(r["source"], r["a"]) or held(r["source"], r["b"])))]
    chance = random.Random(7)
    for source, texts in sources.items():
        texts = [t for t in texts if not held(source, t["text"])]
        by_word = collections.defaultdict(list)
        for at, row in enumerate(texts):
            for word in set(re.findall(r"\w{4,}", row["text"].lower())):
                by_word[word].append(at)
        found = set()
        for word in sorted(by_word):
            among = by_word[word]
            for _ in range(min(len(among) * 4, 400)):
                one, other = chance.choice(among), chance.choice(among)
                if one != other:
                    found.add((min(one, other), max(one, other)))
        found = sorted(found)
        chance.shuffle(found)
        for one, other in found[:6 * len(texts)]:
            one, other = texts[one], texts[other]
            rows.append({"source": "cluster-" + source, "a": one["text"], "b": other["text"], "file": "cluster",
                         "dup": one["cluster"] == other["cluster"], "place": 0, "of": 1})
    rows += made(rows)
    for at, row in enumerate(rows):
        row["id"] = at
    return rows


def made(rows):
    """Pairs that the kit has too few of: a headline denied, a rewrite with another number, and a
    story against its first words."""
    verb = re.compile(r"\b(is|are|was|were|will|can|could|would|has|have)\b")
    seen, made = set(), []
    number = re.compile(r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|dozen)\b", re.I)
    chance = random.Random(11)
    for row in rows:
        shared = {n.lower() for n in number.findall(row["a"])} & {n.lower() for n in number.findall(row["b"])}
        if row.get("dup") and shared and row["file"] in ("sts_headlines", "sts_mt", "perturb_headlines", "reuters_headlines"):
            changed = sorted(shared)[0]
            other = str(chance.choice([n for n in range(3, 99) if str(n) not in shared]))
            b = number.sub(lambda m: other if m[0].lower() == changed else m[0], row["b"])
            made.append({"source": "made-number", "a": row["a"], "b": b, "dup": False, "file": "made", "place": 0, "of": 1})
    for row in rows:
        text = row["a"]
        if text in seen or row.get("lang") != "en":
            continue
        seen.add(text)
        pair = {"a": text, "dup": False, "file": "made", "place": 0, "of": 1}
        if row["file"] in ("sts_headlines", "uci", "mrpc") and verb.search(text):
            made.append(pair | {"source": "made-denied", "b": verb.sub(lambda m: m[0] + " not", text, count=1)})
        elif row["file"] == "perturb_docs" and len(text.split()) > 100:
            made.append(pair | {"source": "made-part", "b": " ".join(text.split()[:12])})
    return made


def ask(command, rows):
    """The signs of each pair; none where the texts are equal or share too little."""
    lines = "".join(json.dumps({k: r[k] for k in ("id", "a", "b")}, ensure_ascii=False) + "\n" for r in rows)
    run = subprocess.run(command, shell=True, input=lines.encode(), stdout=subprocess.PIPE, check=True)
    answers = {a["id"]: a for a in map(json.loads, run.stdout.decode().splitlines())}
    names = next(list(a["signs"]) for a in answers.values() if a["signs"])
    names.sort()
    for row in rows:
        answer = answers[row["id"]]
        row["signs"] = [answer["signs"][n] for n in names] if answer["signs"] else None
        row["certain"] = answer["score"]
    return names


def strata(rows, names):
    """Of the pairs from clusters so many of each degree of likeness, so that the doubtful ones count."""
    column = names.index("soft_jaccard")
    kept, count = [], collections.Counter()
    size = collections.Counter(r["source"] for r in rows)
    for row in rows:
        if row["file"] == "cluster":
            if row["signs"] is None:
                continue
            key = (row["source"], min(row["signs"][column] // 80, 9))
            count[key] += 1
            if count[key] > min(300, size[row["source"]] // 48 + 10):
                continue
        kept.append(row)
    return kept


def folds(rows, count=5):
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for r in rows:
        if r.get("dup") and not r["source"].startswith("stsmt"):
            parent[find((r["file"], fold_of(r["a"])))] = find((r["file"], fold_of(r["b"])))
    number = lambda r: (r["place"] * count // r["of"] if r["source"].startswith("stsmt")
                        else zlib.crc32(repr(find((r["file"], fold_of(r["a"])))).encode()) % count)
    return np.array([number(r) for r in rows])


class Trees:
    """Gradient boosting of logistic loss with trees of one depth (Friedman 2001), by histograms, with
    signs that may only speak for a pair or only against it."""

    def __init__(self, x, y, w, way):
        chance = np.random.default_rng(1)
        n, d = x.shape
        self.cuts, bins = [], np.zeros((d, n), dtype=np.int64)
        for j in range(d):
            values = np.unique(x[:, j])
            if len(values) > BINS:
                values = np.unique(np.quantile(x[:, j], np.linspace(0, 1, BINS + 1)[1:], method="lower"))
            self.cuts.append(values[:-1] if len(values) > 1 else values)
            bins[j] = np.searchsorted(self.cuts[j], x[:, j], side="left")
        share = (w * y).sum() / w.sum()
        self.base = np.log(share / (1 - share))
        odds = np.full(n, self.base)
        self.trees = []
        for _ in range(TREES):
            p = 1 / (1 + np.exp(-odds))
            g, h = w * (p - y), np.maximum(w * p * (1 - p), 1e-9 * w)
            rows = np.where(chance.random(n) < ROWS_SHARE)[0]
            signs = np.sort(chance.choice(d, max(1, int(d * SIGNS_SHARE)), replace=False))
            tree = self.grow(bins, g, h, rows, signs, way)
            self.trees.append(tree)
            odds += self.leaf(bins, tree)

    def grow(self, bins, g, h, rows, signs, way):
        value = lambda r, low, high: float(np.clip(-g[r].sum() / (h[r].sum() + RIDGE), low, high))
        level, splits = [(rows, -1e9, 1e9)], {}
        for depth in range(DEPTH):
            below = []
            for k, (r, low, high) in enumerate(level):
                best, split = 1e-6, None
                if r is not None and len(r) > 20:
                    gr, hr = g[r], h[r]
                    gs, hs = gr.sum(), hr.sum()
                    for j in signs:
                        m = len(self.cuts[j])
                        b = bins[j][r]
                        left = np.cumsum(np.bincount(b, gr, m + 1))[:-1]
                        size = np.cumsum(np.bincount(b, hr, m + 1))[:-1]
                        gain = (left ** 2 / (size + RIDGE) + (gs - left) ** 2 / (hs - size + RIDGE)
                                - gs * gs / (hs + RIDGE))
                        gain[(size <= LEAST) | (hs - size <= LEAST)] = -1
                        if way[j]:
                            one = np.clip(-left / (size + RIDGE), low, high)
                            other = np.clip(-(gs - left) / (hs - size + RIDGE), low, high)
                            gain[(other - one) * way[j] < 0] = -1
                        c = int(np.argmax(gain))
                        if gain[c] > best:
                            best, split = gain[c], (j, c)
                splits[(1 << depth) - 1 + k] = split
                if split is None:
                    below += [(r, low, high), (None, low, high)]
                    continue
                j, c = split
                one, other = r[bins[j][r] <= c], r[bins[j][r] > c]
                if way[j]:
                    middle = (value(one, low, high) + value(other, low, high)) / 2
                    ends = [(low, middle), (middle, high)]
                    ends = ends if way[j] > 0 else ends[::-1]
                else:
                    ends = [(low, high)] * 2
                below += [(one, *ends[0]), (other, *ends[1])]
            level = below
        leaves = [0 if r is None or not len(r) else RATE * value(r, low, high) for r, low, high in level]
        return splits, np.array(leaves)

    def leaf(self, bins, tree):
        splits, leaves = tree
        at = np.zeros(bins.shape[1], dtype=np.int64)
        for depth in range(DEPTH):
            right = np.zeros_like(at)
            for k in range(1 << depth):
                split = splits[(1 << depth) - 1 + k]
                if split is not None:
                    here = at == k
                    right[here] = bins[split[0]][here] > split[1]
            at = at * 2 + right
        return leaves[at]

    def odds(self, x):
        bins = np.array([np.searchsorted(c, x[:, j], side="left") for j, c in enumerate(self.cuts)])
        return self.base + sum(self.leaf(bins, tree) for tree in self.trees)

    def text(self, names):
        lines = [f"base {round(self.base * 1000)}"]
        for splits, leaves in self.trees:
            nodes = [splits[k] for k in range((1 << DEPTH) - 1)]
            nodes = ["-" if s is None else f"{names[s[0]]}<={int(self.cuts[s[0]][s[1]])}" for s in nodes]
            lines.append(" ".join(nodes) + " | " + " ".join(str(round(leaf * 1000)) for leaf in leaves))
        return "\n".join(lines) + "\n"


def average_precision(scores, labels):
    order = np.argsort(-scores, kind="stable")
    scores, labels = scores[order], labels[order]
    hits, seen = np.cumsum(labels), np.arange(1, len(labels) + 1)
    last = np.append(scores[1:] != scores[:-1], True)
    hits, seen = hits[last], seen[last]
    return float((hits / seen * np.diff(hits, prepend=0)).sum() / labels.sum())


def report(rows, scores):
    y = np.array([bool(r.get("dup")) for r in rows])
    labelled = np.array([r.get("dup") is not None for r in rows])
    source = np.array([r["source"] for r in rows])
    aps = {}
    print(f"{'source':26} {'n':>5}     ap      p      r     f1   (out of fold)")
    for name in sorted(set(source)):
        here = (source == name) & labelled
        if not 0 < y[here].sum() < here.sum():
            continue
        said, true = scores[here] > 0, y[here]
        hits = (said & true).sum()
        p, r = hits / max(1, said.sum()), hits / true.sum()
        aps[name] = average_precision(scores[here], true)
        print(f"{name:26} {here.sum():5} {aps[name]:6.3f} {p:6.3f} {r:6.3f} {2 * p * r / max(1e-9, p + r):6.3f}")
    translated = [ap for name, ap in aps.items() if name.startswith("stsmt")]
    print(f"{'stsmt, mean':26} {'':5} {np.mean(translated):6.3f}")
    kind = np.array([r.get("kind") or "" for r in rows])
    for name in ("perturb-headline-en", "perturb-headline-xx", "perturb-doc", "reuters-resend"):
        for k in sorted(set(kind[source == name])):
            here = (source == name) & (kind == k) & labelled
            right = ((scores[here] > 0) == y[here]).mean()
            if right < 1:
                print(f"  {name}/{k}: {right:.3f} right")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kit", default=os.path.join(HERE, "../../shared/eval/dedup"))
    options.add_argument("--signs", default="target/release/examples/dedup pairs --jsonl --explain")
    options.add_argument("--cv", action="store_true")
    options.add_argument("--out", default=os.path.join(HERE, "../src/dedup/compare/scorer.txt"))
    options.add_argument("--without", type=int)
    options = options.parse_args()
    rows = load(options.kit, options.without)
    names = ask(options.signs, rows)
    rows = strata(rows, names)
    weight = lambda r: (next((WEIGHT[k] for k in sorted(WEIGHT, key=len, reverse=True)
                              if r["source"].startswith(k)), 1.0) * (0.2 if r.get("kind") == "story_far" else 1))
    usable = np.array([r["signs"] is not None for r in rows])
    labelled = np.array([r.get("dup") is not None for r in rows])
    x = np.array([r["signs"] or [0] * len(names) for r in rows])
    y = np.array([float(bool(r.get("dup"))) for r in rows])
    w = np.array([weight(r) for r in rows])
    way = [1 if n in FOR else -1 if n in AGAINST else 0 for n in names]
    if options.cv:
        scores = np.array([99.0 if r["certain"] == 1000 else -99.0 for r in rows])
        fold = folds(rows)
        for f in range(5):
            train = usable & labelled & (fold != f)
            here = usable & (fold == f)
            scores[here] = Trees(x[train], y[train], w[train], way).odds(x[here])
            print(f"fold {f + 1} of 5", file=sys.stderr)
        report(rows, scores)
        return
    train = usable & labelled
    with open(options.out, "w", encoding="utf-8") as file:
        file.write(Trees(x[train], y[train], w[train], way).text(names))
    print(f"{options.out}: {TREES} trees from {train.sum()} pairs", file=sys.stderr)


if __name__ == "__main__":
    main()
