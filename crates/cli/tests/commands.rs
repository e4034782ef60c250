//! The program as it is run: one case a file in `cmd/`, with arguments, input, output and exit code; those of other locales in
//! folders of their own.

/// Runs the cases of a folder. The locale of the machine that tests run on decides nothing.
fn run(cases: &str, locale: &str) {
    let all = trycmd::TestCases::new();
    all.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0").env("LANGUAGE", "").env("LC_ALL", locale);
    all.case(cases);
}

#[test]
fn commands() {
    run("tests/cmd/*.toml", "zh_CN.UTF-8");
}

#[test]
fn commands_in_traditional_chinese() {
    run("tests/cmd/zh-TW/*.toml", "zh_TW.UTF-8");
}

#[test]
fn commands_in_english() {
    run("tests/cmd/en/*.toml", "en_US.UTF-8");
}
