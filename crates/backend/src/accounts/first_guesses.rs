//! The commonest passwords that are long enough, from the lists of leaked ones that everybody tries first. Lower case;
//! digits and signs at the end don't make one uncommon.

/// One a word.
pub const COMMON: &str = "
    password passwort kennwort passw0rd p@ssword p@ssw0rd pa55word pass1234 password1 password12 password123
    1234567890 123456789 12345678 0123456789 987654321 9876543210 87654321 11111111 111111111 1111111111 00000000
    000000000 0000000000 22222222 33333333 44444444 55555555 66666666 77777777 88888888 888888888 99999999 999999999
    12341234 11223344 12121212 123123123 123321123 12344321 147258369 159753456 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
    1qazxsw2 zaq12wsx qazwsxedc qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwertzuiop asdfghjk
    asdfghjkl asdf1234 asdfasdf zxcvbnm1 zxcvbnm123 abcdefgh abcdefghi abcd1234 abc12345 abc123456 a1234567 a12345678
    a123456789 aa123456 q1w2e3r4 q1w2e3r4t5 qweasdzxc qweqweqwe 5201314520 woaini1314 woaini520 woaini123 iloveyou
    iloveyou1 iloveyou2 ichliebedich iloveme1 loveyou1 lovelove sunshine sunshine1 princess princess1 football
    football1 baseball baseball1 basketball superman superman1 batman123 spiderman starwars pokemon1 pokemon123
    dragon123 monkey123 shadow123 master123 michael1 jennifer jordan23 liverpool liverpool1 arsenal1 chelsea1
    computer computer1 internet internet1 samsung1 samsung123 whatever whatever1 trustno1 letmein1 letmein123
    welcome1 welcome123 welcome2 willkommen admin123 admin1234 administrator changeme changeme1 default1 testtest
    test1234 testing1 testing123 hello123 hello1234 helloworld hallo123 schatz123 sommer2024 sommer2025 winter2024
    winter2025 summer2024 summer2025 summer2026 spring2026 secret123 geheim123 access14 mustang1 corvette maverick
    midnight metallica blink182 slipknot nirvana1 butterfly chocolate cheese123 cookie123 ginger123 charlie1
    snoopy123 tinkerbell barcelona realmadrid ronaldo7 cristiano fernando alejandro alexander elizabeth stephanie
    christian christina benjamin jonathan nicholas victoria danielle babygirl babygirl1 sweetheart friends1 forever1
    freedom1 blessed1 jesus123 jesuschrist godisgood maria123 daniel123 andrew123 thomas123 robert123 matthew1
    ashley123 jessica1 michelle zaq1zaq1 zzzzzzzz xxxxxxxx aaaaaaaa asdasdasd qqqqqqqq qwerqwer 19841984 19871987
    19901990 20002000 20202020 20242024 20252025 20262026 meadow123 meadow1234 meadowmeadow
";
