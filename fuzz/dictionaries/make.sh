#!/usr/bin/env bash
# Makes clean.dict from the lexicon: of large languages in several scripts the
# first phrases of every cue, of the others their first heading over related
# articles. A few hundred phrases are enough: the fuzzer finds neighbours itself.
set -euo pipefail
cd "$(dirname "$0")/../../src/lexicon/phrases"
export LC_ALL=C
awk -F '\t' '
    BEGIN {
        for (i = 1; i < 256; i++) code[sprintf("%c", i)] = i
        large = split("ar de en es fa fr id ja ru tr zh-Hans", names, " ")
        for (i = 1; i <= large; i++) most[names[i]] = names[i] == "en" ? 4 : 1
    }
    FNR == 1 { lang = FILENAME; sub(/^\.\//, "", lang); sub(/\.txt$/, "", lang) }
    NF == 3 {
        wanted = lang in most ? most[lang] : ($1 == "related_heading" ? 1 : 0)
        # libFuzzer takes no words over 64 bytes.
        if (taken[lang, $1] >= wanted || length($3) > 64) next
        taken[lang, $1]++
        if (seen[$3]++) next
        value = ""
        for (i = 1; i <= length($3); i++) {
            c = substr($3, i, 1)
            if (c == "\"" || c == "\\") value = value "\\" c
            else if (code[c] < 32 || code[c] > 126) value = value sprintf("\\x%02X", code[c])
            else value = value c
        }
        print "\"" value "\""
    }
    # What glues lines and words together.
    END { printf "\"\\x0A\"\n\"\\x0A\\x0A\"\n\"\\x0D\\x0A\"\n\" | \"\n\" > \"\n\"&nbsp;\"\n\"\\xC2\\xA0\"\n\"\\xE2\\x80\\xA2 \"\n" }
' ./*.txt | sed '1i # Made from the lexicon by make.sh; tests/fuzz_dictionary.rs tells when it is out of date.' \
    > ../../fuzz/dictionaries/clean.dict
