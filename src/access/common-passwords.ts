/**
 * Passwords that are tried first, in lower case. Of those that lists of leaked passwords begin with, the ones that are long enough to be
 * taken at all, and shorter words that are made long with digits.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
password passw0rd p@ssw0rd passwordpassword mypassword newpassword changeme changemenow administrator adminadmin
adminadminadmin rootroot welcome welcomewelcome letmein letmeinnow qwerty qwertyuiop qwertyuiopasdfgh
qwertyuiopasdfghjkl qwertyqwerty asdfghjkl asdfghjklzxcvbnm zxcvbnm 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv
qazwsxedc 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i zaq12wsx 123456789012 1234567890123 12345678901234 123456789012345
1234567890123456 012345678901 987654321098 111111111111 000000000000 121212121212 123123123123 123412341234
123456123456 112233445566 abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz abcd1234abcd abc123abc123 abcabcabcabc
iloveyou iloveyouforever sunshine princess football baseball basketball superman trustno1 dragon monkey master shadow
michael jennifer computer internet microsoft samsung google sakura sakurasakura takahashi watanabe arigatou konnichiwa
nipponnippon japan japanjapan doraemon pokemon totoro hanako yamada suzuki tanaka secret secretsecret test
testtesttest yakusoku yakusokuyakusoku leopalace leopalace21 privacy privacypolicy company office
`
    .trim()
    .split(/\s+/),
);
