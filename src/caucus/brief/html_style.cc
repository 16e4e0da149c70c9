#include "caucus/brief/html.h"

namespace caucus {

namespace {

constexpr std::string_view style = R"css(
:root{--ink:#1c1b19;--quiet:#5d5a54;--paper:#fffefb;--panel:#f5f3ec;--rule:#cfcabd;
--accent:#17536f;--mark:#8a3b12;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6df;--quiet:#aaa59a;--paper:#17181a;
--panel:#202225;--rule:#44474b;--accent:#8cc4de;--mark:#f0a878}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);
font:1.0625rem/1.5 Charter,'Bitstream Charter','Iowan Old Style',Georgia,'Liberation Serif',serif}
main,header.page,footer.page{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header.page{padding-top:2rem}
h1,h2,h3,h4,caption,figcaption,th,.label,.quiet,.facts,nav,footer,summary{
font-family:system-ui,'Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif}
h1{font-size:1.9rem;line-height:1.15;margin:0 0 .2rem;letter-spacing:-.01em;text-wrap:balance}
.subtitle{font-size:1.1rem;margin:0;color:var(--quiet)}
.remark{margin:.6rem 0 0;font-size:.85rem;color:var(--quiet);border-left:3px solid var(--accent);
padding-left:.7rem}
h2{font-size:1.35rem;line-height:1.2;margin:2.6rem 0 .6rem;padding-top:.5rem;
border-top:2px solid var(--accent)}
h3{font-size:1.02rem;margin:1.5rem 0 .35rem;line-height:1.3}
h4{font-size:.92rem;margin:1rem 0 .25rem;line-height:1.3;color:var(--quiet)}
p{margin:.35rem 0 .6rem;max-width:44rem}
ul,ol{margin:.35rem 0 .8rem;padding-left:1.35rem;max-width:46rem}
li{margin:.22rem 0}
li::marker{color:var(--quiet)}
.front{border:1px solid var(--rule);border-radius:6px;background:var(--panel);
padding:.4rem 1.4rem 1rem;margin:1.4rem 0 0}
.front h2{border:0;padding:0;margin:1.15rem 0 .3rem;font-size:1.1rem;color:var(--accent)}
.front p,.front ul,.front ol{max-width:none}
.label{font-weight:600;font-size:.9em}
.quiet{color:var(--quiet);font-size:.84rem;line-height:1.42}
.under{display:block;margin:.1rem 0 .15rem}
.mark{color:var(--mark);font-weight:600}
ins{text-decoration:underline;text-decoration-thickness:.09em;color:var(--accent)}
del{text-decoration:line-through;color:var(--mark)}
sup.cites{font:500 .66rem/1 system-ui,'Liberation Sans',Arial,sans-serif;vertical-align:.45em;
margin-left:.15em;white-space:normal}
sup.cites a{color:var(--quiet);text-decoration:none;padding:.1em 0}
a{color:var(--accent)}
sup.cites a:hover,sup.cites a:focus{text-decoration:underline;color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;font-size:.88rem;
max-width:none;margin:1.2rem 0 0}
.card{border:1px solid var(--rule);border-radius:6px;padding:.15rem 1.1rem .5rem;margin:1rem 0}
.card>h3,.card>h4{margin-top:.75rem}
.card>h3{color:var(--accent)}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.9rem 0 1.2rem;font-size:.93rem;
line-height:1.4}
caption{text-align:left;font-weight:600;font-size:.92rem;padding:.2rem 0 .35rem}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:.45rem .6rem .45rem 0;
border-bottom:1px solid var(--rule);overflow-wrap:anywhere}
thead th{font-size:.82rem;color:var(--quiet);border-bottom:2px solid var(--ink)}
tbody th{font-size:.95em;font-weight:600}
.line{display:block}
.line+.line{margin-top:.12rem}
figure{margin:1rem 0 1.2rem;max-width:30rem}
figure svg{display:block;width:100%;height:auto}
figcaption{font-size:.86rem;font-weight:600;margin-bottom:.35rem}
figure p{font-size:.86rem;color:var(--quiet)}
figure text{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
.pic-line{stroke-width:1.6}
.pic-mark{fill:var(--accent);stroke:var(--accent);stroke-width:1.6}
.pic-bar{fill:var(--accent);fill-opacity:.6}
.pic-band{fill:var(--accent);fill-opacity:.16}
.facts{columns:2;column-gap:2.2rem}
.facts h2{column-span:all}
.facts h3{margin-top:.9rem;break-after:avoid}
.facts ol{list-style:none;padding:0;max-width:none;font-size:.82rem;line-height:1.4;
margin:.2rem 0 1rem}
.facts li{break-inside:avoid;margin:0 0 .4rem;padding-left:2.3rem;position:relative;
overflow-wrap:anywhere}
.facts .number{position:absolute;left:0;width:1.9rem;text-align:right;color:var(--quiet);
font-variant-numeric:tabular-nums}
.facts .from{color:var(--quiet)}
.facts li:target{background:var(--panel);outline:2px solid var(--accent);outline-offset:2px}
footer.page{margin:2.5rem auto 2rem;font-size:.82rem;color:var(--quiet)}
.facts footer.page{margin:1.2rem 0 0;padding:0;break-inside:avoid}
@media (max-width:45rem){
body{font-size:1rem}
main,header.page,footer.page{padding-left:.9rem;padding-right:.9rem}
.front{padding:.2rem .9rem .8rem}
.facts{columns:1}
table,tbody,tr,td,tbody th{display:block;width:auto}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
caption{display:block}
tr{border:1px solid var(--rule);border-radius:6px;padding:.35rem .75rem .5rem;margin:.6rem 0}
th,td{border:0;padding:.22rem 0}
tbody th{font-size:1rem}
td:empty{display:none}
td::before{content:attr(data-column);display:block;color:var(--quiet);
font:600 .76rem/1.4 system-ui,'Liberation Sans',Arial,sans-serif}
}
@page{size:A4;margin:19mm 16mm 17mm;
@top-left{font:8pt 'Liberation Sans',Arial,sans-serif;color:#555}
@bottom-right{content:counter(page) " / " counter(pages);
font:8pt 'Liberation Sans',Arial,sans-serif;color:#555}}
@media print{
:root{--ink:#000;--quiet:#444;--paper:#fff;--panel:#fff;--rule:#bbb;--accent:#123f55;
--mark:#6b2c0c;color-scheme:light}
body{font-size:9.8pt;line-height:1.36}
main,header.page,footer.page{max-width:none;padding:0}
header.page{padding-top:0}
h1{font-size:17pt}.subtitle{font-size:11pt}.remark{font-size:8.5pt;margin-top:4pt}
nav{display:none}
.front{border:0;padding:0;margin-top:6pt}
.front.alone{break-after:page}
.front h2{font-size:11.5pt;margin:9pt 0 2pt}
h2{font-size:14pt;margin:16pt 0 5pt}
h2,h3,h4,caption{break-after:avoid}
p,li{orphans:3;widows:3}
tr,figure,li,.card{break-inside:avoid}
.card:has(table){break-inside:auto}
thead{break-after:avoid}
tbody tr:first-child{break-before:avoid}
figure{max-width:11.5cm}
thead{display:table-header-group}
table{font-size:9pt}
th,td{padding:3pt 6pt 3pt 0}
.quiet,.facts ol{font-size:8.2pt}
a{color:inherit;text-decoration:none}
.card{padding:0 8pt 4pt}
}
)css";

}  // namespace

std::string_view page_style() {
  return style;
}

}  // namespace caucus
