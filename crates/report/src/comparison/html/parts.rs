//! The parts of the page.

use std::fmt::Write as _;

use yaodian_core::compare::{Answer, ComparedObligation, ComparedPoint};
use yaodian_core::{Comparison, Status};

use crate::comparison::walk::{self, Copied};
use crate::comparison::{failure, labels, nobody_answers, point_title, sign, size, titles, verdict};
use crate::figures::percent;
use crate::html::{class, marked, point_class};
use crate::markup::escape;
use crate::{decisions, signs};

/// The comparison without what stands around it. Plans stand in the order of their ranks.
// Writing to a string cannot fail, so results of `write!` are dropped here and below.
pub(super) fn body(comparison: &Comparison) -> String {
    let mut out = String::from("<article class=\"yd-report yd-wide\">\n");
    head(&mut out, comparison);
    ranking(&mut out, comparison);
    matrix(&mut out, comparison);
    nobody(&mut out, comparison);
    differences(&mut out, comparison);
    copied(&mut out, comparison);
    foreign(&mut out, comparison);
    review(&mut out, comparison);
    answers(&mut out, comparison);
    out.push_str("<footer><p>由“要点”在本机生成，供审核参考，以人的判断为准。</p></footer>\n</article>\n");
    out
}

fn head(out: &mut String, comparison: &Comparison) {
    let notice = &comparison.notice;
    let issued: Vec<&str> =
        [&notice.issuer, &notice.date].into_iter().flatten().map(String::as_str).collect();
    let _ = writeln!(
        out,
        "<header><p class=\"yd-kicker\">要点比较报告</p><h1>{}</h1><p class=\"yd-why\">{}</p><p>{}</p>",
        escape(&notice.title),
        escape(&issued.join(" ")),
        size(comparison)
    );
    if !comparison.failed.is_empty() || comparison.plans.iter().any(|plan| !plan.warnings.is_empty()) {
        out.push_str("<ul class=\"yd-warnings\">");
        for failed in &comparison.failed {
            let _ = write!(out, "<li>{}：{}</li>", titles::FAILED, escape(&failure(failed)));
        }
        for plan in &comparison.plans {
            for warning in &plan.warnings {
                let _ = write!(out, "<li>{}：{}</li>", escape(&plan.label), escape(&warning.message));
            }
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</header>\n");
}

fn ranking(out: &mut String, comparison: &Comparison) {
    let ranked = walk::ranked(comparison);
    let waived = ranked.iter().any(|own| own.with_waived.is_some());
    let _ = write!(
        out,
        "<section><h2>{}</h2><div class=\"yd-scroll\"><table class=\"yd-table yd-ranks\"><thead><tr>\
         <th scope=\"col\">名次</th><th scope=\"col\">计划</th><th scope=\"col\" class=\"yd-number\">覆盖率</th>",
        titles::RANKING
    );
    out.push_str(if waived { "<th scope=\"col\" class=\"yd-number\">含豁免</th>" } else { "" });
    for status in Status::ALL {
        let (sign, label) = (signs::status(status), status.label());
        let _ = write!(out, "<th scope=\"col\" class=\"yd-number\">{sign} {label}</th>");
    }
    out.push_str("<th scope=\"col\">文件</th></tr></thead><tbody>\n");
    for own in ranked {
        let (rank, label, name) = (own.rank, escape(&own.plan.label), escape(&own.plan.name));
        let _ = write!(out, "<tr><td>{rank}</td><th scope=\"row\">{label}</th>");
        let _ = write!(out, "<td class=\"yd-number\"><b>{}</b></td>", own.coverage);
        let figures = own.with_waived.into_iter().chain(own.counts.map(|count| count.to_string()));
        for figure in figures {
            let _ = write!(out, "<td class=\"yd-number\">{figure}</td>");
        }
        let _ = writeln!(out, "<td>{name}</td></tr>");
    }
    out.push_str("</tbody></table></div></section>\n");
}

fn matrix(out: &mut String, comparison: &Comparison) {
    let _ = write!(
        out,
        "<section><h2>{}</h2>\
         <p class=\"yd-why\">✓ 已覆盖　◐ 部分　○ 缺失　{} {}　数字为已覆盖的要求 / 要求</p>\
         <form class=\"yd-tools\" id=\"tools\" hidden>\
         <label>计划 <select id=\"plans\"><option value=\"rank\">按名次</option><option value=\"given\">按给定顺序\
         </option><option value=\"name\">按名称</option></select></label>\
         <label>要点 <select id=\"points\"><option value=\"given\">按通知</option><option value=\"share\">落实最少的在前\
         </option></select></label>\
         <label><input type=\"checkbox\" id=\"gaps\"> 只看有缺口的</label></form>\n\
         <div class=\"yd-scroll\"><table class=\"yd-table yd-matrix\" id=\"matrix\"><thead><tr><th scope=\"col\">要点</th>",
        titles::MATRIX,
        signs::NOT_REQUIRED,
        signs::NOT_REQUIRED_LABEL
    );
    let order = comparison.ranking();
    for (number, plan) in order.iter().enumerate() {
        let label = escape(&comparison.plans[*plan].label);
        let _ = write!(
            out,
            "<th scope=\"col\" data-plan=\"{plan}\" data-rank=\"{number}\" data-name=\"{label}\"><span>{label}</span></th>"
        );
    }
    out.push_str("<th scope=\"col\" class=\"yd-number\">合计</th></tr></thead><tbody>\n");
    for (number, point) in comparison.points.iter().enumerate() {
        matrix_row(out, comparison, number, point, &order);
    }
    out.push_str("</tbody></table></div></section>\n");
}

fn matrix_row(
    out: &mut String,
    comparison: &Comparison,
    number: usize,
    point: &ComparedPoint,
    order: &[usize],
) {
    let missed = if nobody_answers(comparison, point) { " class=\"yd-nobody\"" } else { "" };
    let _ = write!(
        out,
        "<tr data-share=\"{:.4}\"{missed}><th scope=\"row\"><a href=\"#p{number}\">{}</a></th>",
        point.coverage.share,
        escape(&point_title(point))
    );
    for plan in order {
        let cell = point.cells[*plan];
        let label = &comparison.plans[*plan].label;
        let (class, word, figure) = if cell.required == 0 {
            ("none", signs::NOT_REQUIRED_LABEL.to_owned(), String::new())
        } else {
            let figure = format!("{}/{}", cell.covered, cell.required);
            (point_class(cell.status), format!("{} {figure}", cell.status.label()), figure)
        };
        let waived = if cell.waived > 0 { format!("，豁免{}项", cell.waived) } else { String::new() };
        let _ = write!(
            out,
            "<td data-plan=\"{plan}\" class=\"yd-{class}\"><a href=\"#p{number}\" aria-label=\"{}：{word}{waived}\">{}\
             <small>{figure}</small></a></td>",
            escape(label),
            sign(point, *plan)
        );
    }
    let share = percent(point.coverage.covered, point.coverage.required);
    let _ = writeln!(out, "<td class=\"yd-number\">{share}</td></tr>");
}

fn nobody(out: &mut String, comparison: &Comparison) {
    let missed = walk::missed(comparison);
    if missed.is_empty() {
        return;
    }
    let count: usize = missed.iter().map(|own| own.obligations.len()).sum();
    let _ = writeln!(out, "<section><h2>{}（{count}项）</h2>", titles::UNANSWERED);
    for own in missed {
        let (title, whole) = (escape(&point_title(own.point)), own.whole);
        let _ = write!(out, "<h3><span>{title}</span><small>{whole}</small></h3><ul>");
        for one in own.obligations {
            let (id, text) = (escape(&one.id), escape(&one.text));
            let _ = write!(out, "<li><span class=\"yd-id\">{id}</span> {text}</li>");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn differences(out: &mut String, comparison: &Comparison) {
    if comparison.differences.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<section><h2>{}</h2><div class=\"yd-scroll\"><table class=\"yd-table yd-facets\"><thead><tr>\
         <th scope=\"col\">要求</th><th scope=\"col\">类别</th><th scope=\"col\">通知</th>",
        titles::DIFFERENCES
    );
    let order = comparison.ranking();
    for plan in &order {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(&comparison.plans[*plan].label));
    }
    out.push_str("</tr></thead><tbody>\n");
    for rows in comparison.differences.chunk_by(|one, other| one.obligation == other.obligation) {
        for (number, own) in rows.iter().enumerate() {
            out.push_str("<tr>");
            if number == 0 {
                let (id, text) = (escape(&own.obligation), escape(walk::text_of(comparison, own)));
                let count = rows.len();
                let _ = write!(
                    out,
                    "<th scope=\"rowgroup\" rowspan=\"{count}\"><span class=\"yd-id\">{id}</span> {text}</th>"
                );
            }
            let (kind, asked) = (own.kind.label(), escape(walk::asked(own)));
            let _ = write!(out, "<td>{kind}</td><td>{asked}</td>");
            for plan in &order {
                let said = &own.said[*plan];
                let class = walk::colour(said).map_or("none", class);
                let _ = write!(out, "<td class=\"yd-{class}\">{}</td>", escape(&walk::facet(said)));
            }
            out.push_str("</tr>\n");
        }
    }
    out.push_str("</tbody></table></div></section>\n");
}

fn copied(out: &mut String, comparison: &Comparison) {
    let Some(copying) = &comparison.copying else { return };
    let _ = writeln!(out, "<section><h2>{}</h2>", titles::COPYING);
    if copying.pairs.is_empty() {
        let _ = writeln!(out, "<p>{}。</p>", titles::NO_COPYING);
    }
    for cluster in walk::clusters(comparison) {
        let _ = writeln!(out, "<p>一组：{}</p>", escape(&cluster));
    }
    walk::copied(comparison).for_each(|own| pair(out, &own));
    out.push_str("</section>\n");
}

fn pair(out: &mut String, own: &Copied<'_>) {
    let Copied { pair, shares: [one, other], left, .. } = own;
    let names = own.names.map(escape);
    let _ = write!(
        out,
        "<details class=\"yd-pair\"><summary><b>{} — {}</b> <span>{one} / {other}</span> {}</summary>",
        names[0],
        names[1],
        escape(&pair.message)
    );
    for (_, sentence) in left {
        let _ = write!(out, "<p class=\"yd-left\"><b>{}</b> {}</p>", titles::LEFT, escape(sentence));
    }
    for passage in &pair.passages {
        let _ = write!(out, "<p class=\"yd-id\">{}</p><div class=\"yd-both\">", passage.likeness.label());
        for (place, name) in passage.places.iter().zip(&names) {
            let _ = write!(out, "<p><b>{name}</b> {}</p>", escape(place.text.trim()));
        }
        out.push_str("</div>");
    }
    out.push_str("</details>\n");
}

/// Names of other places in plans.
fn foreign(out: &mut String, comparison: &Comparison) {
    let all = walk::foreign(comparison);
    if all.is_empty() {
        return;
    }
    let _ = write!(out, "<section><h2>{}</h2><ul>", titles::FOREIGN);
    for (plan, message) in all {
        let (label, message) = (escape(&comparison.plans[plan].label), escape(&message));
        let _ = write!(out, "<li><b>{label}</b> {message}</li>");
    }
    out.push_str("</ul></section>\n");
}

fn review(out: &mut String, comparison: &Comparison) {
    let all = walk::reviewed(comparison);
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section><h2>{}</h2>", decisions::TITLE);
    for (plan, items) in all {
        let _ = write!(out, "<h3><span>{}</span></h3><ul>", escape(&plan.label));
        for item in items {
            let _ = write!(out, "<li><b>{}</b> {}</li>", item.label, escape(&item.text));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

/// Each point with its best answer and, obligation by obligation, what every plan says.
fn answers(out: &mut String, comparison: &Comparison) {
    out.push_str("<section><h2>逐条对照</h2>\n");
    let order = comparison.ranking();
    for (number, point) in comparison.points.iter().enumerate() {
        let title = escape(&point_title(point));
        let share = percent(point.coverage.covered, point.coverage.required);
        let _ = write!(
            out,
            "<details class=\"yd-answers\"><summary>{title} <small>{share}</small></summary><div id=\"p{number}\" \
             data-title=\"{title}\">"
        );
        if let Some(best) = &point.best {
            let plans = escape(&labels(comparison, &best.plans));
            let _ = write!(
                out,
                "<p class=\"yd-suggestion yd-best\"><b>{}</b> {plans}：{}</p>",
                titles::BEST,
                escape(&best.reason)
            );
        }
        for one in &point.obligations {
            let (id, text) = (escape(&one.id), escape(&one.text));
            let _ = write!(
                out,
                "<div class=\"yd-one\"><p class=\"yd-asked\"><span class=\"yd-id\">{id}</span> {text}</p><ol>"
            );
            for plan in &order {
                answer(out, *plan, &comparison.plans[*plan].label, one, &one.answers[*plan]);
            }
            out.push_str("</ol></div>\n");
        }
        out.push_str("</div></details>\n");
    }
    out.push_str("</section>\n");
}

fn answer(out: &mut String, plan: usize, label: &str, one: &ComparedObligation, answer: &Answer) {
    let (class, sign) = if one.required {
        (class(answer.status), signs::status(answer.status))
    } else {
        ("none", signs::NOT_REQUIRED)
    };
    let copied = if answer.copied { "（照抄通知）" } else { "" };
    let _ = write!(
        out,
        "<li class=\"yd-{class}\" data-plan=\"{plan}\"><p class=\"yd-asked\"><span class=\"yd-badge\">{sign} {}</span> \
         <b>{}</b>{copied}</p>",
        verdict(one, answer),
        escape(label)
    );
    for evidence in &answer.evidence {
        let _ = write!(out, "<blockquote>{}</blockquote>", marked(&answer.reasons, &evidence.text));
    }
    if one.required && answer.status != Status::Covered {
        for reason in &answer.reasons {
            let _ = write!(out, "<p class=\"yd-why\">{}</p>", escape(&reason.message));
        }
        if let Some(waiver) = &answer.waiver {
            let text = escape(&decisions::waiver(waiver));
            let _ = write!(out, "<p class=\"yd-waiver\">{}：{text}</p>", decisions::WAIVED);
        }
    }
    out.push_str("</li>");
}
