//! A small report for the tests of the renderers.

use yaodian_core::notice::Warning;
use yaodian_core::plan::Modality;
use yaodian_core::report::{
    Candidate, Evidence, NoticeSummary, ObligationCounts, ObligationReport, Observation, ObservationKind,
    PlainReason, PlanSummary, PointCounts, PointReport, PointStatus, Position, Reason, ReasonKind, Reviewed,
    SCHEMA, Signed, Suggestion, Summary, Waiver,
};
use yaodian_core::review::Note;
use yaodian_core::{Reach, Report, Span, Status};

/// Two points, one of each status and one obligation that is not required.
pub(crate) fn report() -> Report {
    let mut none_required = obligation("2.2", "修订《某省办法》", Status::Missing);
    none_required.required = false;
    let mut missing =
        obligation("2.1", "召开推进会，通报存在的问题，提出工作要求，全面整改反馈的问题", Status::Missing);
    let passage = Evidence { start: 3, end: 9, text: "召开座谈会".to_owned(), place: None };
    missing.candidates = vec![Candidate { passage, similarity: 0.4, modality: Modality::Commitment }];
    let point = |id: &str, title: &str, status, obligations| PointReport {
        id: id.to_owned(),
        section: "推动责任落实".to_owned(),
        title: title.to_owned(),
        status,
        span: Span::default(),
        obligations,
    };
    let half = vec![
        obligation("1.1", "建立责任清单", Status::Covered),
        obligation("1.2", "每季度组织一次食品安全工作督查", Status::Weakened),
        obligation("1.3", "明确时间表、路线图、责任人", Status::Covered),
        obligation("1.4", "命名示范城市", Status::Conflicting),
        obligation("1.5", "报送工作进展", Status::Covered),
    ];
    Report {
        schema: SCHEMA.to_owned(),
        notice: NoticeSummary {
            title: "2020年全省食品安全协调工作要点".to_owned(),
            issuer: Some("某省市场监督管理局".to_owned()),
            date: Some("2020年1月16日".to_owned()),
            sections: vec!["推动责任落实".to_owned()],
            points: 2,
            obligations: 7,
        },
        plan: PlanSummary {
            name: "plan.txt".to_owned(),
            title: "某市工作计划".to_owned(),
            place: Some("某市".to_owned()),
            chars: 1234,
            fingerprint: String::new(),
        },
        summary: Summary {
            coverage: 0.5,
            points: PointCounts { covered: 0, partial: 1, missing: 1 },
            obligations: ObligationCounts {
                covered: 3,
                weakened: 1,
                conflicting: 1,
                missing: 1,
                not_required: 1,
            },
        },
        points: vec![
            point("1", "健全工作责任体系。", PointStatus::Partial, half),
            point("2", "狠抓问题整改。", PointStatus::Missing, vec![missing, none_required]),
        ],
        observations: vec![Observation {
            kind: ObservationKind::Blanket,
            message: "“其余按省要点执行”是兜底表述".to_owned(),
            span: Some(Span { start: 0, end: 3 }),
            obligation: None,
            instead: None,
            waiver: None,
        }],
        warnings: vec![Warning {
            kind: "numbering".to_owned(), message: "编号不连续：1之后是3".to_owned()
        }],
        review: None,
    }
}

/// The same with a waived gap, a sign-off and a note.
pub(crate) fn reviewed() -> Report {
    let mut report = report();
    let by = |who: &str, when: &str| (who.to_owned(), when.to_owned());
    let ((who, when), (signer, day)) = (by("李明", "2020-03-01"), by("王芳", "2020-03-02"));
    let why = "每月已有抽查".to_owned();
    report.points[0].obligations[1].waiver =
        Some(Waiver { who: who.clone(), when: when.clone(), why, ..Waiver::default() });
    let note =
        Note {
            plan: String::new(), about: "2".to_owned(), who, when, text: "请补推进会的时间".to_owned()
        };
    report.review = Some(Reviewed {
        waived: 1,
        coverage_with_waivers: 4.0 / 6.0,
        notes: vec![note],
        signed: vec![Signed { who: signer, when: day, text: "同意".to_owned(), stands: true }],
        ..Reviewed::default()
    });
    report
}

fn obligation(id: &str, text: &str, status: Status) -> ObligationReport {
    let quoted = matches!(status, Status::Weakened | Status::Conflicting);
    let evidence = Evidence { start: 0, end: 3, text: "每半年组织一次".to_owned(), place: None };
    let kind = ReasonKind::Plain(PlainReason::Partly);
    let reason = Reason {
        kind, message: "通知要求“每季度”，计划只是“每半年”".to_owned(), span: None
    };
    ObligationReport {
        id: id.to_owned(),
        text: text.to_owned(),
        span: Span::default(),
        reach: Reach::Counterpart,
        required: true,
        status,
        score: 0.5,
        evidence: quoted.then_some(evidence).into_iter().collect(),
        reasons: vec![reason],
        facets: Vec::new(),
        candidates: Vec::new(),
        suggestion: (status != Status::Covered)
            .then(|| Suggestion { text: "每季度组织一次".to_owned(), position: Position::After(3) }),
        waiver: None,
    }
}
