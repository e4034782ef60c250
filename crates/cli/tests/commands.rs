//! The program as it is run: one case a file in `cmd/`, with arguments, input, output and exit code.

#[test]
fn commands() {
    trycmd::TestCases::new().env("NO_COLOR", "1").env("CLICOLOR_FORCE", "0").case("tests/cmd/*.toml");
}
