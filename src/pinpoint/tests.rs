//! Pinpoints as people write them, and what they address.

use super::*;
use crate::grammar::Grammar;
use crate::text::normalize_str;

fn read_text(text: &str) -> String {
    let grammar = Grammar::embedded().unwrap();
    let normal = normalize_str(text);
    let tokens = Tokens::new(normal.text(), &grammar);
    let lists = read_all(&tokens);
    let list = |list: &Pinpoints| {
        list.items.iter().map(|item| item.pinpoint.to_string()).collect::<Vec<_>>().join(" ")
    };
    lists.iter().map(list).collect::<Vec<_>>().join(" | ")
}

#[test]
fn pinpoints_are_read_as_people_write_them() {
    for (text, expected) in [
        ("paragraph 69 of", "para/69"),
        ("paras. 69–71 and 73", "para/69 para/70 para/71 para/73"),
        ("paragraphs 34 to 36 and 67 to 68", "para/34 para/35 para/36 para/67 para/68"),
        ("para.69", "para/69"),
        ("§§ 35 and 36", "para/35 para/36"),
        ("¶¶69-70", "para/69 para/70"),
        ("paragraph 31and 86", "para/31 para/86"),
        ("paragraph 72 b of", "para/72/b"),
        ("Art. XIV(c)(ii)", "art/14/c/ii"),
        ("Article VI:4", "art/6/4"),
        ("Articles XIV bis and 31bis", "art/14bis art/31bis"),
        ("Article 27.3(b)", "art/27/3/b"),
        ("paragraph 9 (c)", "para/9/c"),
        ("paras. 5 (a) and (b)", "para/5/a para/5/b"),
        ("§§ 27 c) and 50 d)", "para/27/c para/50/d"),
        ("paragraph 8 (a)–(c)", "para/8/a para/8/b para/8/c"),
        ("article 12, paragraph 2, of", "art/12/2"),
        ("paragraph 2 (a) of article 12", "art/12/2/a"),
        ("point (f) of Article 6(1)", "art/6/1/f"),
        ("recitals 26 and (47)", "recital/26 recital/47"),
        ("targets 9.c and 16.10", "target/9.c target/16.10"),
        (
            "paras. 115.1, 115.4–115.6 and 115.133",
            "para/115/1 para/115/4 para/115/5 para/115/6 para/115/133",
        ),
        ("operative paragraph 5", "para/5"),
        ("PP 12", ""),
        ("No. 196", "no/196"),
        ("No. 160CA", "no/160ca"),
        ("Action Lines C2, C5", "action-line/c2 action-line/c5"),
        ("annex, paragraph 3", "annex/para/3"),
        ("annex I, para. 29 (a)", "annex/1/para/29/a"),
        ("Articles 18, 19, 20 and 21", "art/18 art/19 art/20 art/21"),
        ("article 3 and article 5", "art/3 | art/5"),
        ("Section C", "section/c"),
        ("article 6, paragraphe 1, point f)", "art/6/1/f"),
        ("alinéa a) du paragraphe 2 de l'article 7", "art/7/2/a"),
        ("article premier", "art/1"),
        ("par. 27 à 29", "para/27 para/28 para/29"),
        ("artículo 6, apartado 1, letra f)", "art/6/1/f"),
        ("párrafo 3 b) del artículo 27", "art/27/3/b"),
        ("párrs. 27 a 29", "para/27 para/28 para/29"),
    ] {
        assert_eq!(read_text(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_pinpoint_is_left_alone() {
    for text in
        ["the paragraph below", "article 2005/46", "part 50%", "an article a day", "note 5/6"]
    {
        assert_eq!(read_text(text), "", "{text}");
    }
    assert_eq!(read_text("In article 2 a 5-year period"), "art/2");
    assert_eq!(read_text("As paragraph 69 says, 3 countries"), "para/69");
    assert_eq!(read_text("under paragraph 2, 3 countries"), "para/2");
}
