//! The rooms of `src` stand in ranks, and a room imports only from lower ones.
//!
//! Every path that starts with `crate::`, or with `super::` and leads out of its
//! room, is read in every file; comments, literals and test code do not count.
//! Rooms have names of the field, files stay short.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, and how high each stands.
const RANKS: &[(&str, u32)] = &[
    ("span", 0),
    ("error", 0),
    ("hash", 0),
    ("threads", 0),
    ("bytes", 1),
    ("text", 1),
    ("hamming", 1),
    ("forest", 2),
    ("lexicon", 2),
    ("fingerprint", 2),
    ("dedup", 4),
    ("template", 4),
    ("units", 3),
    ("page", 5),
    ("noise", 6),
    ("label", 7),
    ("inline", 7),
    ("clean", 8),
    ("learn", 8),
    ("lib", 9),
];
/// The most lines of a file, tests aside.
const LONGEST: usize = 450;
/// Names that say nothing of what is inside.
const ATTICS: &[&str] = &["utils", "util", "common", "core", "helpers", "helper", "misc"];

fn rank(room: &str) -> Option<u32> {
    RANKS.iter().find(|(known, _)| *known == room).map(|(_, rank)| *rank)
}

#[test]
fn rooms_import_only_lower_rooms() {
    let complaints: Vec<String> =
        sources().iter().flat_map(|source| upward(&source.module, &source.code)).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_room_has_a_rank() {
    let mut rooms: Vec<String> = sources().iter().map(|source| room_of(&source.module).to_owned()).collect();
    rooms.sort();
    rooms.dedup();
    let mut ranked: Vec<&str> = RANKS.iter().map(|(room, _)| *room).collect();
    ranked.sort_unstable();
    assert_eq!(rooms, ranked, "the rooms of src, and those with a rank");
}

#[test]
fn files_are_short_and_well_named() {
    for source in sources() {
        let lines = source.code.lines().count();
        assert!(lines <= LONGEST, "src/{} has {lines} lines besides its tests", source.name);
        for part in Path::new(&source.name).with_extension("").iter() {
            let part = part.to_str().unwrap();
            assert!(!ATTICS.contains(&part), "src/{}: {part} is the name of an attic", source.name);
        }
    }
}

/// `docs/DESIGN.md` says of each file of `src` what is in it, once, under the list of its room.
#[test]
fn the_design_names_every_file() {
    let design = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/DESIGN.md")).unwrap();
    let (_, list) = design.split_once("## `ls src`").expect("a list of files");
    let (list, _) = list.split_once("**Ranks.**").expect("the ranks behind it");
    let kinds = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/noise/mod.rs")).unwrap();
    let mut complaints = Vec::new();
    for source in sources() {
        let room = room_of(&source.module);
        // "One file for each kind" names them all.
        let kind = |file: &String| room == "noise" && kinds.contains(&format!(" {file},\n"));
        if source.module.iter().any(|part| part == "tests") || source.module.last().is_some_and(kind) {
            continue;
        }
        let item = list
            .split("\n- ")
            .find(|item| item.starts_with(&format!("`{room}/`")) || item.contains(&format!("`{room}.rs`")));
        let Some(item) = item else {
            complaints.push(format!("no room {room}"));
            continue;
        };
        let file = source.module.last().map_or("lib", String::as_str);
        let named = [format!("`{file}.rs`"), format!("`{file}/`"), format!("`{file}`")];
        if !named.iter().any(|name| item.contains(name)) && file != "mod" && source.module.len() > 1 {
            complaints.push(format!("{} is not named under {room}", source.name));
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// A file of `src` without its tests.
struct Source {
    /// Its path below `src`.
    name: String,
    /// The path of its module: `["noise", "date"]`; empty for `lib.rs`.
    module: Vec<String>,
    /// Its text, with comments and literals blanked out and test code cut out.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let mut test_files = Vec::new();
    let mut sources = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let mut module: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "lib" && module.len() == 1) {
            module.pop();
        }
        let (code, test_modules) = without_tests(&blanked(&fs::read_to_string(file).unwrap()));
        test_files.extend(
            test_modules.iter().map(|child| [module.as_slice(), std::slice::from_ref(child)].concat()),
        );
        sources.push(Source { name, module, code });
    }
    sources.retain(|source| !test_files.contains(&source.module));
    assert!(sources.len() >= RANKS.len(), "where is src?");
    sources
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn room_of(module: &[String]) -> &str {
    module.first().map_or("lib", String::as_str)
}

/// What is wrong with the paths in `code`, the code of `module`.
fn upward(module: &[String], code: &str) -> Vec<String> {
    let from = room_of(module);
    let Some(own) = rank(from) else { return vec![format!("{from}: a room without a rank")] };
    let mut complaints = Vec::new();
    for to in rooms_named(module, code) {
        // What is no room is a name that `lib.rs` shows to the world.
        let other = rank(&to).or_else(|| rank("lib")).unwrap_or(u32::MAX);
        if to != from && from != "lib" && other >= own {
            complaints.push(format!("{} (rank {own}) imports {to} (rank {other})", module.join("::")));
        }
    }
    complaints
}

/// The first names behind `crate::`, and behind as many `super::` as lead to the crate's root.
fn rooms_named(module: &[String], code: &str) -> Vec<String> {
    let tokens = tokens(code);
    let mut rooms = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts_path = at == 0 || tokens[at - 1] != "::";
        let mut rest = at;
        let mut supers = 0;
        if starts_path && tokens[at] == "self" && is(&tokens, at + 1, "::") && is(&tokens, at + 2, "super") {
            rest += 2;
        }
        while starts_path && is(&tokens, rest, "super") && is(&tokens, rest + 1, "::") {
            supers += 1;
            rest += 2;
        }
        if starts_path && supers == 0 && tokens[at] == "crate" && is(&tokens, at + 1, "::") {
            rest = at + 2;
        } else if supers == 0 || supers < module.len() {
            at = rest.max(at + 1);
            continue;
        }
        heads(&tokens, rest, &mut rooms);
        at = rest;
    }
    rooms
}

/// The names at `at`: one, or those at the first level of a group in braces.
fn heads(tokens: &[&str], at: usize, rooms: &mut Vec<String>) {
    if !is(tokens, at, "{") {
        rooms.extend(tokens.get(at).map(|name| (*name).to_owned()));
        return;
    }
    let mut depth = 1;
    for (i, token) in tokens.iter().enumerate().skip(at + 1) {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if depth == 1 && matches!(tokens[i - 1], "{" | ",") => rooms.push(name.to_owned()),
            _ => {}
        }
        if depth == 0 {
            return;
        }
    }
}

fn is(tokens: &[&str], at: usize, wanted: &str) -> bool {
    tokens.get(at) == Some(&wanted)
}

/// Names, `::`, and every other sign by itself.
fn tokens(code: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let len = match first {
            _ if is_name(first) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        tokens.push(&rest[..len]);
        rest = rest[len..].trim_start();
    }
    tokens
}

/// `source` with comments, strings and characters overwritten by blanks; line breaks stay.
fn blanked(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Where the comment or literal ends that starts at `at`; `at` if none does.
fn literal_end(chars: &[char], at: usize) -> usize {
    let starts = |at: usize, text: &str| text.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    let find = |from: usize, text: &str| (from..chars.len()).find(|&i| starts(i, text));
    if starts(at, "//") {
        return find(at, "\n").unwrap_or(chars.len());
    }
    if starts(at, "/*") {
        let (mut depth, mut end) = (1, at + 2);
        while depth > 0 && end < chars.len() {
            let (opens, closes) = (starts(end, "/*"), starts(end, "*/"));
            depth = depth + usize::from(opens) - usize::from(closes);
            end += if opens || closes { 2 } else { 1 };
        }
        return end;
    }
    let in_name = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    if starts(at, "r") && !(in_name && chars[at - 1] != 'b') {
        let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
        if chars.get(at + 1 + hashes) == Some(&'"') {
            let close = format!("\"{}", "#".repeat(hashes));
            return find(at + 2 + hashes, &close).map_or(chars.len(), |end| end + close.len());
        }
    }
    let escaped_until = |quote: char| {
        let mut end = at + 1;
        while end < chars.len() && chars[end] != quote {
            end += 1 + usize::from(chars[end] == '\\');
        }
        (end + 1).min(chars.len())
    };
    match chars[at] {
        '"' => escaped_until('"'),
        // A lifetime has no second quote.
        '\'' if chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'') => escaped_until('\''),
        _ => at,
    }
}

/// `code` without the items under `#[cfg(test)]`, and the names of those that are files.
fn without_tests(code: &str) -> (String, Vec<String>) {
    const MARK: &str = "#[cfg(test)]";
    let (mut kept, mut files, mut rest) = (String::new(), Vec::new(), code);
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        let end = item_end(item);
        let tokens = tokens(&item[..end]);
        if let Some(at) =
            tokens.iter().position(|&token| token == "mod").filter(|_| tokens.last() == Some(&";"))
        {
            files.push(tokens[at + 1].to_owned());
        }
        rest = &item[end..];
    }
    kept.push_str(rest);
    (kept, files)
}

/// Where the item at the start of `code` ends: behind its `;` or its closing brace.
fn item_end(code: &str) -> usize {
    let is_import =
        tokens(code).iter().take_while(|&&token| token != "{" && token != ";").any(|&token| token == "use");
    let mut depth = 0i32;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && (c == ';' || c == '}' && !is_import) {
            return at + 1;
        }
    }
    code.len()
}

fn module(path: &str) -> Vec<String> {
    path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_checker_sees_bad_imports() {
    for (from, code) in [
        ("text::line", "use crate::noise::Page;"),
        ("text::line", "use crate::{hash, span::Span, clean::Policy};"),
        ("lexicon", "use crate::noise;"),
        ("lexicon", "fn f(x: crate::noise::NoiseKind) {}"),
        ("noise::date", "pub(crate) use crate::clean as lower;"),
        ("span", "use crate::error::BuildError;"),
        ("noise", "use crate::Cleaner;"),
        ("noise", "use super::clean::Cleaner;"),
        ("noise::date", "use super::super::clean::Cleaner;"),
        ("noise::date", "use self::super::super::clean::Cleaner;"),
        ("text", "use\n    crate\n    ::\n    lexicon::Cue;"),
        ("attic", "fn f() {}"),
    ] {
        assert!(!upward(&module(from), &blanked(code)).is_empty(), "{from}: {code}");
    }
}

#[test]
fn the_checker_spares_good_imports() {
    for (from, code) in [
        ("text::line", "use crate::hash; use crate::span::Span;"),
        ("noise::date", "use crate::noise::page::Page; use super::finding::Finding;"),
        ("clean", "use crate::{error::{BuildError, BuildErrorKind}, noise::{self, Page}};"),
        ("clean::policy", "pub(super) fn f() {} pub(in crate::clean) fn g() {}"),
        ("lexicon", "// use crate::noise;\n/* crate::noise */ const A: &str = \"crate::noise\";"),
        ("lexicon", "const A: &str = r#\"\"crate::noise\"#; fn f<'a>(x: &'a str) -> char { '\"' }"),
        ("span", "pub(crate) fn f() {} macro_rules! m { () => { $crate::span::Span } }"),
        ("", "pub use clean::Cleaner; pub use crate::noise::NoiseKind;"),
    ] {
        let found = upward(&module(from), &blanked(code));
        assert!(found.is_empty(), "{from}: {code}: {found:?}");
    }
}

#[test]
fn the_checker_cuts_out_tests() {
    let code = "use crate::span;\n#[cfg(test)]\nuse crate::{clean};\n#[cfg(test)]\nmod tests { fn f() { { } } }\n\
                #[cfg(test)]\n#[allow(x)]\npub(crate) mod naive;\n#[cfg(test)]\nfn f(x: [u8; 4]) -> u8 { 1 }\nfn g() {}\n";
    let (kept, files) = without_tests(code);
    assert_eq!(files, ["naive"]);
    assert_eq!(tokens(&kept).join(" "), "use crate :: span ; fn g ( ) { }");
}
