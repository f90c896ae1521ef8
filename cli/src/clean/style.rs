//! How the web page looks. A kind of noise is a hue; lightness and strength of the
//! colours follow from the reader's light or dark scheme.

/// The hue of kind number `number` of `count`: all are as far apart as the circle lets
/// them be, and kinds next to each other, which often meet on a page, are seven steps apart.
pub(super) fn hue(number: usize, count: usize) -> usize {
    number * 7 % count * 360 / count
}

/// The style sheet, without the rules of the kinds.
pub(super) const CSS: &str = "\
:root{color-scheme:light dark;--back:#fff;--ink:#1c1d20;--soft:#676b73;--edge:#dfe1e6;--panel:#f5f6f8;
--tint:92%;--strong:38%;--sat:75%}
@media(prefers-color-scheme:dark){:root{--back:#15171b;--ink:#e4e6ea;--soft:#989da8;--edge:#31353d;
--panel:#1c1f25;--tint:17%;--strong:70%;--sat:45%}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
h1{font-size:1.25rem;margin:0 0 .4rem}
h2{font-size:1rem;margin:0;overflow-wrap:anywhere}
aside{padding:1rem;background:var(--panel);border-bottom:1px solid var(--edge);font-size:.9rem}
aside p{margin:.2rem 0 .8rem;color:var(--soft)}
.legend{display:flex;flex-wrap:wrap;gap:.35rem}
label{display:flex;gap:.4rem;align-items:center;padding:.15rem .6rem;border-radius:.4rem;cursor:pointer;
background:hsl(var(--h) var(--sat) var(--tint));border-inline-start:4px solid hsl(var(--h) 60% var(--strong))}
label.all{background:none;border:1px solid var(--edge)}
label b,nav b{color:var(--soft);font-weight:500;font-variant-numeric:tabular-nums}
input{margin:0}
nav h2{margin-top:1.2rem}
nav ol{margin:.3rem 0 0;padding-inline-start:1.6rem}
nav a{color:inherit;overflow-wrap:anywhere}
main{padding:1rem;max-width:62rem}
section{margin-bottom:2.5rem;scroll-margin-top:1rem}
.facts{margin:.2rem 0 .7rem;color:var(--soft);font-size:.85rem}
.text{border:1px solid var(--edge);border-radius:.5rem;padding:.5rem 0;overflow:hidden}
.l{display:grid;grid-template-columns:3rem minmax(0,1fr) 8.5rem;gap:0 .7rem;align-items:baseline;
padding:.12rem .8rem .12rem 0;border-left:4px solid transparent}
.l p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
.l i{font:.75rem ui-monospace,monospace;color:var(--soft);text-align:right;user-select:none}
.l b{text-align:right;font-size:.72rem;font-weight:500;color:var(--soft);white-space:nowrap;user-select:none}
.headline p{font-weight:700;font-size:1.1rem}
hr{border:0;margin:0;height:.8rem}
.r{background:hsl(var(--h) var(--sat) var(--tint));border-left-color:hsl(var(--h) 60% var(--strong))}
.r p{opacity:.82}
.r b{color:hsl(var(--h) 60% var(--strong))}
mark{background:none;color:inherit;text-decoration:underline 2px hsl(var(--h) 60% var(--strong));text-underline-offset:.2em}
body:has(#stays:checked) .r{display:none}
@media(hover:none){.r::after{content:attr(title);grid-column:2/-1;font-size:.75rem;color:var(--soft)}}
@media(max-width:40rem){main{padding:.7rem}.text{border-radius:0;margin:0 -.7rem;border-inline:0}
.l{grid-template-columns:2.2rem minmax(0,1fr);gap:0 .5rem}.l b{grid-column:2;text-align:left}}
@media(max-width:40rem) and (hover:none){.r b{display:none}}
@media(min-width:64rem){body{display:grid;grid-template-columns:19rem minmax(0,1fr)}
aside{position:sticky;top:0;height:100vh;overflow:auto;border-bottom:0;border-right:1px solid var(--edge)}
.legend{flex-direction:column}.legend span{flex:1}main{padding:1.5rem 2rem}}
";
