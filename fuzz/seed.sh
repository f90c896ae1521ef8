#!/usr/bin/env bash
# Makes seeds where the fuzzer looks for them: golden inputs, sample pages, headlines, stored
# fingerprints.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p corpus/clean
for input in ../tests/golden/*/input.txt; do
    cp "$input" "corpus/clean/golden-$(basename "$(dirname "$input")")"
done
for page in ../examples/pages/*.txt; do
    cp "$page" "corpus/clean/page-$(basename "$page" .txt)"
done

# A byte that chooses the least score stands before the lines.
mkdir -p corpus/dedup
for input in corpus/clean/*; do
    { printf '\001'; grep -v '^[[:space:]]*$' "$input" | head -n 16 | cut -c 1-400; } > "corpus/dedup/$(basename "$input")"
done
cat > corpus/dedup/headlines <<'TEXT'
AFerry fire kills three off Aldersund
Three killed in ferry fire off Aldersund
UPDATE 2-Ferry fire kills 3 off Aldersund - Reuters
FERRY FIRE KILLS 13 OFF ALDERSUND
Council opens Skerrow bridge without a feast
Council closes Skerrow bridge with a feast
L’écluse de Vaubrune coûte 1.200 euros
L'ecluse de Vaubrune coûte 1200 euros…
В Заречинске открыли мост
Мост открыли в Заречинске (ВИДЕО)
停航六年的老渡口清晨重新通航
老渡口清晨重新通航
!?

TEXT

# Three bytes of options stand before each text.
mkdir -p corpus/fingerprint corpus/decode
for input in corpus/clean/*; do
    { printf '\002\177\001'; head -c 2000 "$input"; } > "corpus/fingerprint/$(basename "$input")"
done
printf 'dfp\001\001\000\000\000\001\003\001\000\000\000\000\000\000\000\001\002\003\004\005\006\007\010' > corpus/decode/simhashes
printf 'dfp\002\001\000\000\000\000\000\002\000\000\000\005\000\000\000\000\000\000\000\001\002\003\004\005\006\007\010' > corpus/decode/signature
printf 'dfp\002\001\000\000\000\002\005\001\000\000\000\013\012\000\000\000\000\000\000\377\377\377\377' > corpus/decode/empty-set
# An index of no texts, up to its checksums, which the fuzzer cannot make up.
printf 'dsix\001\000\000\000\001\000\000\000\001\000\000\000\001\000\000\000\001\364\001\000\000\000\000\000' > corpus/decode/index-head
for input in corpus/dedup/*; do
    { printf '\000\007'; head -c 1000 "$input"; } > "corpus/decode/index-of-$(basename "$input")"
done

# A byte of options, and pages with a form feed between them: each golden page alone, and all sample pages.
mkdir -p corpus/templates
{ printf '\001'; for page in ../examples/pages/*.txt; do head -c 700 "$page"; printf '\014'; done; } > corpus/templates/pages
for input in corpus/clean/golden-*; do
    { printf '\003'; head -c 900 "$input"; printf '\014Bells and fog\nKnock twice\n'; head -c 900 "$input" | tac
        printf '\014Bells and fog\nKnock twice\nOne more\n'; } > "corpus/templates/$(basename "$input")"
done
