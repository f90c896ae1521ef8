//! The pairs that are learnt from, with their features and the folds that they belong to.

use std::collections::HashMap;

use anyhow::Result;
use descrape::Dedup;
use descrape::train::{PairExample, PairModel, PairOptions, PairTrainer};
use rayon::prelude::*;

use super::more;
use super::rows::{self, LEARNT, OF_CLUSTERS, Pair};
use super::stories::{Stories, fold_of, known_by};
use crate::kit::Kit;

/// So many models, each blind to the stories of its fold.
pub(crate) const FOLDS: usize = 10;

/// Of the pairs of clusters so many of each degree of likeness are learnt from, so that the doubtful ones count: at
/// most the first number, and fewer of a small source.
const STRATUM: (usize, usize, usize) = (300, 48, 10);
const STRATUM_WIDTH: i32 = 80;
const MOST_STRATA: i32 = 9;
const STRATUM_FEATURE: &str = "soft_jaccard";

/// A pair and what is known of it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) pair: Pair,
    /// None where the texts are equal or share too little.
    features: Option<Vec<i32>>,
    /// What is said of it where there are no features.
    certain: u16,
    /// The folds of its two texts' stories.
    folds: (usize, usize),
}

/// All pairs.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) pairs: Vec<Judged>,
}

impl Set {
    /// The pairs that are learnt from; with `every`, also all others of the kit.
    pub(crate) fn read(kit: &Kit, every: bool) -> Result<Self> {
        let members = rows::members(kit)?;
        let mut pairs = Vec::new();
        for name in LEARNT {
            pairs.extend(rows::read(kit, name)?);
        }
        pairs.extend(more::of_clusters(&members)?);
        pairs.extend(more::made(&pairs)?);
        if every {
            for name in rows::names(kit)?.iter().filter(|name| !LEARNT.contains(&&***name)) {
                pairs.extend(rows::read(kit, name)?);
            }
        }
        let mut stories = Stories::default();
        for member in &members {
            stories.join(&known_by(&member.text), &format!("\n{} {}", member.source, member.cluster));
        }
        for pair in pairs.iter().filter(|pair| is_told_by_texts(pair) && pair.dup == Some(true)) {
            stories.join(&known_by(&pair.a), &known_by(&pair.b));
        }
        let told = pairs.iter().filter(|pair| is_told_by_texts(pair));
        stories.take_in_lone(told.map(|pair| (known_by(&pair.a), known_by(&pair.b))).collect());
        let folds: Vec<(usize, usize)> = pairs.iter().map(|pair| folds_of(pair, &mut stories)).collect();
        Self::judged(pairs, folds)
    }

    fn judged(pairs: Vec<Pair>, folds: Vec<(usize, usize)>) -> Result<Self> {
        let dedup = Dedup::headlines();
        let judged: Vec<Judged> = pairs
            .into_par_iter()
            .zip(folds)
            .map(|(pair, folds)| {
                let comparison = dedup.compare(&pair.a, &pair.b);
                let features: Vec<i32> = comparison.features().map(|(_, value)| value).collect();
                let features = (!features.is_empty()).then_some(features);
                Judged { pair, features, certain: comparison.score(), folds }
            })
            .collect();
        Ok(Self { pairs: thinned(judged, PairModel::FEATURES) })
    }

    /// A model of all pairs that are learnt from, but for those of a fold.
    pub(crate) fn model(&self, left_out: Option<usize>, options: &PairOptions) -> PairModel {
        let learnt = self.pairs.iter().filter(|judged| judged.is_learnt());
        let kept = learnt.filter(|judged| left_out.is_none_or(|fold| !judged.is_of(fold)));
        let mut trainer = PairTrainer::new();
        kept.filter_map(Judged::example).for_each(|example| trainer.add(example));
        trainer.train(options)
    }

    /// The score of each pair by a model that saw no pair of its first text's story.
    pub(crate) fn out_of_fold(&self, options: &PairOptions, mut told: impl FnMut(usize)) -> Vec<u16> {
        let models = (0..FOLDS).map(|fold| {
            told(fold);
            self.model(Some(fold), options)
        });
        let models: Vec<PairModel> = models.collect();
        self.pairs.iter().map(|judged| judged.score(&models[judged.folds.0])).collect()
    }
}

impl Judged {
    fn is_learnt(&self) -> bool {
        LEARNT.contains(&&*self.pair.file) || matches!(&*self.pair.file, OF_CLUSTERS | rows::MADE)
    }

    /// Whether either of its texts is of a story of the fold.
    fn is_of(&self, fold: usize) -> bool {
        self.folds.0 == fold || self.folds.1 == fold
    }

    fn example(&self) -> Option<PairExample<'_>> {
        let (features, dup) = (self.features.as_deref()?, self.pair.dup?);
        Some(PairExample { features, dup, weight: self.pair.weight() })
    }

    fn score(&self, model: &PairModel) -> u16 {
        self.features.as_ref().map_or(self.certain, |features| model.score(features))
    }
}

/// Whether its texts say which story it is of: not those of lists, of templates, and of translations, of which
/// each has its place.
fn is_told_by_texts(pair: &Pair) -> bool {
    pair.template.is_empty() && pair.file != "real" && pair.file != "sts_mt"
}

/// The folds of both texts of a pair.
fn folds_of(pair: &Pair, stories: &mut Stories) -> (usize, usize) {
    if pair.file == "sts_mt" {
        // Translations of one pair stand at about one place.
        let fold = pair.place * FOLDS / pair.of.max(1);
        return (fold, fold);
    }
    if !is_told_by_texts(pair) {
        let name = if pair.template.is_empty() { &pair.source } else { &pair.template };
        let fold = fold_of(name, FOLDS);
        return (fold, fold);
    }
    let mut fold = |text: &str| fold_of(stories.of(&known_by(text)), FOLDS);
    (fold(&pair.a), fold(&pair.b))
}

/// Of the pairs of clusters only so many of each degree of likeness.
fn thinned(pairs: Vec<Judged>, names: &[&str]) -> Vec<Judged> {
    let column = names.iter().position(|name| *name == STRATUM_FEATURE);
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for judged in &pairs {
        *sizes.entry(judged.pair.source.clone()).or_default() += 1;
    }
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    let mut is_kept = |judged: &Judged| {
        if judged.pair.file != OF_CLUSTERS {
            return true;
        }
        let Some(similarity) = column.and_then(|at| judged.features.as_ref()?.get(at)) else { return false };
        let stratum = (judged.pair.source.clone(), (similarity / STRATUM_WIDTH).min(MOST_STRATA));
        let count = counts.entry(stratum).or_default();
        *count += 1;
        let size = sizes.get(&judged.pair.source).copied().unwrap_or(0);
        *count <= STRATUM.0.min(size / STRATUM.1 + STRATUM.2)
    };
    pairs.into_iter().filter(|judged| is_kept(judged)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(file: &str, a: &str, b: &str, dup: bool) -> Pair {
        Pair {
            source: file.to_owned(),
            a: a.to_owned(),
            b: b.to_owned(),
            dup: Some(dup),
            file: file.to_owned(),
            of: 1,
            ..Pair::default()
        }
    }

    #[test]
    fn a_pair_of_two_stories_is_of_both_their_folds() {
        let mut stories = Stories::default();
        let texts: Vec<String> = (0..20).map(|n| format!("Ferry {n} leaves")).collect();
        let (mut one_fold, mut two_folds) = (0, 0);
        for a in &texts {
            for b in &texts {
                let (first, second) = folds_of(&pair("uci", a, b, false), &mut stories);
                assert_eq!((second, first), folds_of(&pair("mrpc", b, a, false), &mut stories));
                let judged = Judged {
                    pair: pair("uci", a, b, false),
                    features: None,
                    certain: 0,
                    folds: (first, second),
                };
                assert!(judged.is_of(first) && judged.is_of(second));
                assert_eq!(
                    (0..FOLDS).filter(|&fold| judged.is_of(fold)).count(),
                    1 + usize::from(first != second)
                );
                (one_fold, two_folds) =
                    (one_fold + usize::from(first == second), two_folds + usize::from(first != second));
            }
        }
        assert!(one_fold > 20 && two_folds > 20);
    }

    #[test]
    fn lists_and_templates_are_never_split() {
        let mut stories = Stories::default();
        let mut real = |list: &str, a: &str| {
            folds_of(&Pair { source: list.to_owned(), ..pair("real", a, "x", true) }, &mut stories)
        };
        let lists: Vec<_> = (0..20).map(|n| real(&format!("list {n}"), "Ferry")).collect();
        assert!(lists.iter().any(|folds| *folds != lists[0]), "lists differ");
        assert_eq!(real("list 3", "Bees"), lists[3]);
        let mut template = |source: &str, template: &str| {
            let pair = Pair { template: template.to_owned(), ..pair("template", "a", "b", true) };
            folds_of(&Pair { source: source.to_owned(), ..pair }, &mut stories)
        };
        let templates: Vec<_> = (0..20).map(|n| template("template-fr", &format!("fr-{n}"))).collect();
        assert!(templates.iter().any(|folds| *folds != templates[0]), "templates differ");
        assert_eq!(template("template-de", "fr-3"), templates[3]);
    }

    #[test]
    fn doubtful_pairs_of_clusters_are_not_drowned() {
        let judged = |file: &str, similarity: i32| Judged {
            pair: pair(file, "a", "b", true),
            features: Some(vec![similarity]),
            certain: 0,
            folds: (0, 0),
        };
        let mut pairs: Vec<Judged> = (0..480).map(|_| judged(OF_CLUSTERS, 10)).collect();
        pairs.extend((0..5).map(|_| judged(OF_CLUSTERS, 990)));
        pairs.extend((0..100).map(|_| judged("uci", 10)));
        let kept = thinned(pairs, &[STRATUM_FEATURE]);
        let count = |file: &str, similarity: i32| {
            kept.iter().filter(|j| j.pair.file == file && j.features == Some(vec![similarity])).count()
        };
        assert_eq!((count(OF_CLUSTERS, 10), count(OF_CLUSTERS, 990), count("uci", 10)), (20, 5, 100));
    }
}
