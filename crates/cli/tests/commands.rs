//! The program as it is run: one case a file in `cmd/`, with arguments, input, output and exit code.

#[test]
fn commands() {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0");
    // The locale of the machine that tests run on decides nothing.
    cases.env("LANGUAGE", "").env("LC_ALL", "zh_CN.UTF-8");
    cases.case("tests/cmd/*.toml");
}
