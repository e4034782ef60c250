//! The built-in example: a real notice and plans written for the purpose (see fixtures/).

use crate::state::File;

/// The notice.
pub fn notice() -> File {
    let text = include_str!("../../fixtures/notices/gansu-2020.txt");
    File::new("2020年全省食品安全协调工作要点.txt", text.as_bytes())
}

/// The plan that 核对 shows.
pub fn plan() -> File {
    let text = include_str!("../../fixtures/plans/wuwei.txt");
    File::new("武威市.txt", text.as_bytes())
}

/// The plans that 比较 shows.
pub fn plans() -> Vec<File> {
    let qingyang = include_str!("../../fixtures/plans/qingyang.txt");
    let zhangye = include_str!("../../fixtures/plans/zhangye.txt");
    vec![plan(), File::new("庆阳市.txt", qingyang.as_bytes()), File::new("张掖市.txt", zhangye.as_bytes())]
}
