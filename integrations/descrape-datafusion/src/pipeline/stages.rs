//! The steps of the pipeline as SQL: each takes the tables of earlier ones.
//!
//! A document is known by its `key`, a text whose order is that of the keep rule, so that no step depends on how rows
//! are shared out. Steps that put rows together do so by sorting, in windows that look at one neighbour or
//! at the first row, since a sort can use the disk and holds no group in memory.

use datafusion::arrow::datatypes::DataType;
use descrape::KeepRule;

/// What the pipeline is asked for, as the SQL has it.
#[derive(Clone, Debug)]
pub(crate) struct Sql {
    pub(crate) keep: KeepRule,
    pub(crate) min_score: u16,
    /// The type of the column `id`.
    pub(crate) id: DataType,
    pub(crate) clean: bool,
}

impl Sql {
    /// `id` as a text in whose order ids are.
    fn id_text(&self) -> String {
        match self.id.is_integer() {
            true => "lpad(cast(id as varchar), 20, '0')".to_owned(),
            false => "id".to_owned(),
        }
    }

    /// The place of a document in the order of the keep rule.
    fn key(&self) -> String {
        match self.keep {
            KeepRule::First => self.id_text(),
            _ => format!("lpad(to_hex(keep_rank(text, 'longest')), 16, '0') || {}", self.id_text()),
        }
    }

    /// The id that a key was made of.
    fn id_of(&self, key: &str) -> String {
        let text = match self.keep {
            KeepRule::First => key.to_owned(),
            _ => format!("substr({key}, 17)"),
        };
        match self.id.is_integer() {
            true => format!("arrow_cast({text}, '{}')", self.id),
            false => text,
        }
    }

    /// An id that several documents have, or that is missing, or negative.
    pub(crate) fn wrong_ids(&self) -> String {
        let negative = if self.id.is_integer() { " or starts_with(name, '-')" } else { "" };
        format!(
            "select name, times from (select cast(id as varchar) name, count(*) times from pages group by id)
             where times > 1 or name is null{negative} limit 1"
        )
    }

    /// What stands on page after page of a site.
    pub(crate) fn templates(&self) -> String {
        "select site, site_template(site, text) templates
         from (select site_name(site) site, text from pages where site is not null and text is not null)
         where site <> '' group by site"
            .to_owned()
    }

    /// Each text without its noise, and what went.
    pub(crate) fn cleaned(&self) -> String {
        let cleaned = match self.clean {
            true => {
                "select p.id, descrape_clean(coalesce(p.text, ''), p.site, t.templates) cleaned
                 from pages p left join templates t on site_name(p.site) = t.site"
            }
            false => "select id, struct(coalesce(text, '') as text, null as removed) cleaned from pages",
        };
        let key = self.key();
        format!(
            "select id, {key} as key, text, removed
             from (select id, arrow_cast(cleaned['text'], 'Utf8') text, cleaned['removed'] removed from ({cleaned}))"
        )
    }

    /// Of each document its signature and, if it is equal to another one after folding, the first of those. Only the others
    /// go on. (Signatures are taken apart before rows are moved: of a view within a struct, the bytes of all rows would go with each.)
    pub(crate) fn signatures(&self) -> String {
        "select key, atoms, case when first = key then null
                     when text = first_text or pair_score(text, first_text) = 1000 then first end first
         from (select key, atoms, text, first_value(key) over same first, first_value(text) over same first_text
               from (select key, text, signature['equal'] equal, arrow_cast(signature['atoms'], 'Binary') atoms
                     from (select key, text, signature(text) signature from cleaned))
               window same as (partition by equal order by key rows between unbounded preceding and current row))"
            .to_owned()
    }

    /// The keys that documents share with another one.
    pub(crate) fn shared(&self) -> String {
        "select band, unnest(keys) key
         from (select band, array_agg(key) keys
               from (select unnest(band_keys(atoms)) band, key from signatures where first is null)
               group by band having count(*) > 1)"
            .to_owned()
    }

    /// Pairs worth a look. Rows come sorted from the window, so that the groups behind it end one after another, and one bucket is in
    /// memory at a time. (A row number is more than 0, but without being asked for it would not be counted.)
    pub(crate) fn pairs(&self) -> String {
        "select distinct pair['later'] later, pair['earlier'] earlier
         from (select unnest(bucket_pairs(bucket)) pair
               from (select array_agg(named_struct('rank', arrow_cast(0, 'UInt64'), 'place', key, 'atoms', atoms)) bucket
                     from (select b.band, s.key, s.atoms,
                                  row_number() over (partition by b.band order by s.key) number
                           from shared b join signatures s on b.key = s.key)
                     where number > 0 group by band))"
            .to_owned()
    }

    /// The texts that are in a pair.
    pub(crate) fn texts(&self) -> String {
        "select key, text from cleaned
         left semi join (select later one from pairs union all select earlier from pairs) on key = one"
            .to_owned()
    }

    /// Pairs that are one text, with copies.
    pub(crate) fn verified(&self) -> String {
        let least = self.min_score;
        format!(
            "select later, earlier, score
             from (select p.later, p.earlier, pair_score(b.text, a.text, {least}) score
                   from pairs p join texts a on p.earlier = a.key join texts b on p.later = b.key)
             where score is not null
             union all
             select key, first, arrow_cast(1000, 'UInt16') from signatures where first is not null"
        )
    }

    /// One half of a round, [`descrape::steps::large_star`]: joins the greater neighbours of a node to the least one.
    pub(crate) fn large(&self, links: &str) -> String {
        format!(
            "select distinct other later, least(node, nearest) earlier
             from (select node, other, first_value(other) over (partition by node order by other
                          rows between unbounded preceding and current row) nearest
                   from (select later node, earlier other from {links}
                         union all select earlier, later from {links}))
             where other > node"
        )
    }

    /// The other half, [`descrape::steps::small_star`]: joins a node and its lesser neighbours to the least of them.
    pub(crate) fn small(&self, large: &str) -> String {
        format!(
            "select distinct case when earlier = least then later else earlier end later, least earlier
             from (select later, earlier, first_value(earlier) over (partition by later order by earlier
                          rows between unbounded preceding and current row) least
                   from {large})"
        )
    }

    /// How many nodes are not yet the least of their component, or in one link with it.
    pub(crate) fn unsettled(&self, links: &str) -> String {
        format!(
            "select count(*) from
               (select node, sum(up) up, sum(down) down
                from (select later node, 1 up, 0 down from {links} union all select earlier, 0, 1 from {links})
                group by node)
             where up > 1 or (up > 0 and down > 0)"
        )
    }

    /// How sure it is that a text is the one that is kept for it, whether or not they were a pair.
    pub(crate) fn scores(&self, links: &str) -> String {
        format!(
            "select l.later key, v.score is not null direct,
                    case when v.score is not null then v.score
                         else coalesce(pair_score(b.text, a.text, 1), arrow_cast(0, 'UInt16')) end score
             from {links} l join texts b on l.later = b.key join texts a on l.earlier = a.key
             left join verified v on l.later = v.later and l.earlier = v.earlier"
        )
    }

    /// All that is known of documents that are not alone. A copy has the score of the one that it is a copy of.
    pub(crate) fn labels(&self, links: &str) -> String {
        let id = self.id_of("key");
        format!(
            "select key, kept, score, reason, first_value(id) over (partition by kept order by id
                        rows between unbounded preceding and current row) least_id
             from (select {id} id, key, kept, score, reason
                   from (select l.later key, l.earlier kept,
                                case when c.first = l.earlier then arrow_cast(1000, 'UInt16') else s.score end score,
                                case when c.first = l.earlier then 'equal'
                                     when s.direct then 'verified' else 'chain' end reason
                         from {links} l
                         left join (select key, first from signatures where first is not null) c on l.later = c.key
                         left join scores s on coalesce(c.first, l.later) = s.key
                         union all
                         select distinct earlier key, earlier kept, arrow_cast(null, 'UInt16') score, 'kept' reason
                         from {links}))"
        )
    }

    /// One row for every document.
    pub(crate) fn documents(&self) -> String {
        let policy = match self.keep {
            KeepRule::First => "first",
            _ => "longest",
        };
        let (id, kept) = (self.id_of("d.key"), self.id_of("l.kept"));
        format!(
            "select {id} id, coalesce(l.least_id, {id}) as \"cluster\", coalesce({kept}, {id}) kept_id, l.score,
                    coalesce(l.reason, 'kept') reason, '{policy}' policy
             from signatures d left join labels l on d.key = l.key"
        )
    }
}
