use datafusion::prelude::SessionContext;
use datafusion::arrow::util::pretty::pretty_format_batches;

#[tokio::test]
async fn smoke() {
    let ctx = SessionContext::new();
    descrape_datafusion::register_all(&ctx);
    for sql in [
        "select descrape_version()",
        r"select descrape_clean(E'Advertisement\nSnow fell in the hills.\n')",
        r"select descrape_clean(E'Advertisement\nSnow fell in the hills.\n', 'gentle')",
        r"select descrape_clean(column1, 'example.org', null) from (values (E'Advertisement\nSnow fell.\n'), (null), ('Home'))",
        "select simhash64(column1), keep_rank(column1), keep_rank(column1, 'first') from (values ('a b c'), (null), (''))",
        "select signature('Snow fell', 'headlines')['equal'], band_keys(signature(column1, 'headlines')['atoms'], 'headlines') from (values ('Ferry fire kills three off Aldersund'), (null))",
        "select pair_score('Snow fell', 'SNOW fell'), pair_score('Snow fell', 'x'), pair_score('Snow fell', 'x', 1)",
        "with a as (select column1 as id, keep_rank(column2) as rank, signature(column2)['atoms'] as atoms from (values ('x', 'Snow fell in the hills on Monday'), ('y', 'Snow fell in the hills on Monday.'), ('z', 'rain'))),
         k as (select *, unnest(band_keys(atoms)) as key from a)
         select distinct unnest(bucket_pairs(array_agg(named_struct('rank', rank, 'place', id, 'atoms', atoms)))) as pair from k group by key having count(*) > 1",
        "with a as (select column1 as id, signature(column2, 'headlines')['atoms'] as atoms from (values ('x', 'Snow fell in the hills on Monday'), ('y', 'Snow fell in the hills on Monday.'), ('z', 'rain'))),
         c as (select atom_counts(atoms, 3) as counts from a)
         select id, atoms, rarest_first(atoms, counts) from a cross join c",
        "select length(site_template(column1, column2)) from (values ('a', 'x'), ('b', 'y'))",
        "select column1, length(site_template(column1, column2)) from (values ('a', 'x'), ('b', 'y')) group by column1",
        "select signature(column1, column1) from (values ('a', 'x'), ('b', 'y')) group by column1",
        "select signature(1)",
        "select signature('a', 'b')",
        "select pair_score('a', 'b', 0)",
        "select pair_score('a')",
        "select descrape_clean('a', 'b', X'00')",
    ] {
        let result = match ctx.sql(sql).await { Ok(f) => f.collect().await, Err(e) => Err(e) };
        match result {
            Ok(batches) => println!("{}", pretty_format_batches(&batches).unwrap()),
            Err(error) => println!("ERROR {error}"),
        }
    }
}
