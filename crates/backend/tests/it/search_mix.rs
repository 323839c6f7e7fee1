//! A town of many notes in four languages, made of parts, so that what each is about is known without reading it.

use meadow_backend::seed::deal::Dice;

use crate::{search_recall::Labelled, shop_stage::Town};

/// How many questions the mix comes with at least.
pub const LABELLED: usize = 100;

/// What a note says, and how somebody asks for it: other forms of the word, or a slip.
type Part = (&'static str, &'static str);

struct Language {
    tag: &'static str,
    things: &'static [Part],
    kinds: &'static [Part],
    places: &'static [Part],
    /// `{thing}`, `{kind}` and `{place}` are put in.
    title: &'static str,
    texts: &'static [&'static str],
    question: &'static str,
}

const LANGUAGES: [Language; 4] = [
    Language {
        tag: "en",
        things: &[
            ("kettle", "kettles"),
            ("raincoat", "raincoat"),
            ("bicycle bell", "bycicle bell"),
            ("bookshelf", "bookshelves"),
            ("hammock", "hammock"),
            ("scarf", "scarf"),
            ("wheelbarrow", "wheelbarow"),
            ("lunchbox", "lunchboxes"),
            ("doormat", "doormat"),
            ("thermometer", "termometer"),
            ("sleeping bag", "sleeping bags"),
            ("watering can", "watering can"),
        ],
        kinds: &[
            ("folding", "folding"),
            ("copper", "copper"),
            ("woollen", "woolen"),
            ("tiny", "tiny"),
            ("waterproof", "waterprof"),
            ("second-hand", "second hand"),
            ("striped", "striped"),
            ("heavy", "heavy"),
            ("magnetic", "magnetic"),
            ("bamboo", "bambo"),
        ],
        places: &[
            ("Bristol", "bristol"),
            ("Dundee", "DUNDEE"),
            ("Galway", "galway"),
            ("Swansea", "swansee"),
            ("Norwich", "norwich"),
            ("Whitby", "whitby"),
            ("Belfast", "belfast"),
            ("Penzance", "penzanse"),
            ("Inverness", "inverness"),
            ("Margate", "margate"),
        ],
        title: "A {kind} {thing} in {place}",
        texts: &[
            "I bought this {thing} after a year of looking. Friends in {place} said a {kind} one would not last, and they were nearly right.",
            "Nobody in {place} sells a {kind} {thing}. I asked in six shops and waited for the seventh.",
            "Forty days later the {thing} is still here, and so am I. The {kind} part is what I like least.",
        ],
        question: "{kind} {thing} {place}",
    },
    Language {
        tag: "de",
        things: &[
            ("Wasserkessel", "Wasserkessel"),
            ("Regenmantel", "Regenmäntel"),
            ("Fahrradklingel", "Fahrradklingeln"),
            ("Hängematte", "Haengematte"),
            ("Bücherstütze", "Bücherstützen"),
            ("Schubkarre", "Schubkare"),
            ("Brotdose", "Brotdosen"),
            ("Fußmatte", "Fussmatte"),
            ("Schlafsack", "Schlafsäcke"),
            ("Gießkanne", "Giesskannen"),
            ("Wolldecke", "Woldecke"),
            ("Werkzeugkiste", "Werkzeugkisten"),
        ],
        kinds: &[
            ("klappbar", "klappbare"),
            ("kupfern", "kupferne"),
            ("gestreift", "gestreifte"),
            ("winzig", "winzige"),
            ("wasserdicht", "wasserdichte"),
            ("gebraucht", "gebrauchte"),
            ("schwer", "schwere"),
            ("magnetisch", "magnetische"),
            ("handgemacht", "handgemachte"),
            ("himmelblau", "himelblau"),
        ],
        places: &[
            ("Bremen", "bremen"),
            ("Görlitz", "goerlitz"),
            ("Passau", "passau"),
            ("Husum", "husum"),
            ("Würzburg", "wuerzburg"),
            ("Weimar", "weimar"),
            ("Kiel", "kiel"),
            ("Zwickau", "zwikau"),
            ("Freiburg", "freiburg"),
            ("Münster", "munster"),
        ],
        title: "{thing}, {kind}, aus {place}",
        texts: &[
            "Nach einem Jahr habe ich sie gefunden: {thing}, {kind}, und das mitten in {place}. Meine Schwester lacht bis heute.",
            "In {place} verkauft das niemand: {thing}, {kind}. Ich habe in sechs Läden gefragt und auf den siebten gewartet.",
            "Vierzig Tage später ist die Sache klar. {thing}: ja. Dass es {kind} ist: na ja. {place} bleibt {place}.",
        ],
        question: "{kind} {thing} {place}",
    },
    Language {
        tag: "zh",
        things: &[
            ("热水壶", "热水壶"),
            ("雨衣", "雨衣"),
            ("自行车铃", "自行车铃"),
            ("吊床", "吊床"),
            ("书架", "书架"),
            ("手推车", "手推车"),
            ("饭盒", "饭盒"),
            ("门垫", "门垫"),
            ("睡袋", "睡袋"),
            ("浇水壶", "浇水壶"),
            ("毛毯", "毛毯"),
            ("工具箱", "工具箱"),
        ],
        kinds: &[
            ("折叠", "折叠"),
            ("铜制", "铜制"),
            ("条纹", "条纹"),
            ("迷你", "迷你"),
            ("防水", "防水"),
            ("二手", "二手"),
            ("沉重", "沉重"),
            ("磁吸", "磁吸"),
            ("手工", "手工"),
            ("天蓝", "天蓝"),
        ],
        places: &[
            ("成都", "成都"),
            ("大理", "大理"),
            ("青岛", "青岛"),
            ("厦门", "厦门"),
            ("洛阳", "洛阳"),
            ("苏州", "苏州"),
            ("哈尔滨", "哈尔滨"),
            ("桂林", "桂林"),
            ("泉州", "泉州"),
            ("敦煌", "敦煌"),
        ],
        title: "在{place}找到的{kind}{thing}",
        texts: &[
            "找了一年才找到这个{thing}。朋友说在{place}没有人用{kind}的，他差一点就说对了。",
            "{place}没有人卖{kind}的{thing}，我问了六家店，等来了第七家。",
            "四十天以后，{thing}还在，我也还在。最不喜欢的就是{kind}这一点。",
        ],
        question: "{place}{kind}{thing}",
    },
    Language {
        tag: "ja",
        things: &[
            ("やかん", "ヤカン"),
            ("レインコート", "れいんこーと"),
            ("自転車のベル", "自転車 ベル"),
            ("ハンモック", "ﾊﾝﾓｯｸ"),
            ("本棚", "本棚"),
            ("手押し車", "手押し車"),
            ("弁当箱", "弁当箱"),
            ("玄関マット", "玄関マット"),
            ("寝袋", "寝袋"),
            ("じょうろ", "ジョウロ"),
            ("毛布", "毛布"),
            ("工具箱", "工具箱"),
        ],
        kinds: &[
            ("折りたたみの", "折りたたみ"),
            ("銅の", "銅"),
            ("しま模様の", "しま模様"),
            ("小さな", "小さな"),
            ("防水の", "防水"),
            ("中古の", "中古"),
            ("重い", "重い"),
            ("磁石つきの", "磁石つき"),
            ("手作りの", "手作り"),
            ("空色の", "空色"),
        ],
        places: &[
            ("札幌", "札幌"),
            ("金沢", "金沢"),
            ("長崎", "長崎"),
            ("松本", "松本"),
            ("高知", "高知"),
            ("盛岡", "盛岡"),
            ("倉敷", "倉敷"),
            ("奈良", "奈良"),
            ("函館", "函館"),
            ("鎌倉", "鎌倉"),
        ],
        title: "{place}で見つけた{kind}{thing}",
        texts: &[
            "一年さがして、やっと{place}で見つけました。{kind}{thing}です。友だちは笑っています。",
            "{place}では{kind}{thing}を売っている店がありません。六軒きいて、七軒目を待ちました。",
            "四十日たちました。{thing}はまだここにあります。{place}の雨にも負けません。{kind}ところは気に入りません。",
        ],
        question: "{kind} {thing} {place}",
    },
];

/// Writes so many notes, and says what can be asked about them.
pub async fn write(town: &Town, notes: usize) -> Vec<Labelled> {
    let mut dice = Dice(7);
    let mut writing = town.shop.db.write().await.expect("a transaction");
    let mut labelled: Vec<Labelled> = Vec::new();
    let mut asked: Vec<(usize, [usize; 3])> = Vec::new();
    let mut all: Vec<(usize, [usize; 3])> = Vec::new();
    for number in 0..notes {
        let at = number % LANGUAGES.len();
        let language = &LANGUAGES[at];
        let parts = [
            dice.below(language.things.len()),
            dice.below(language.kinds.len()),
            dice.below(language.places.len()),
        ];
        let text = language.texts[dice.below(language.texts.len())];
        sqlx::query(
            "INSERT INTO notes (id, author, title, body, pictures, topics, place, lang, paid, likes, collects, product_count, \
             at, town) SELECT $1, author, $2, $3, pictures, '[]', '', $4, FALSE, 0, 0, 0, at, '' \
             FROM notes WHERE id = 'n-en-001'",
        )
        .bind(format!("n-mix-{number}"))
        .bind(filled(language.title, language, parts, |part| part.0))
        .bind(filled(text, language, parts, |part| part.0))
        .bind(language.tag)
        .execute(&mut *writing)
        .await
        .expect("a note is written");
        all.push((at, parts));
        if number >= notes / 2 && asked.len() < LABELLED && !asked.contains(&(at, parts)) {
            asked.push((at, parts));
        }
    }
    writing.commit().await.expect("the notes are written");
    for (at, parts) in asked {
        let language = &LANGUAGES[at];
        let same = all.iter().enumerate().filter(|(_, other)| **other == (at, parts));
        labelled.push(Labelled {
            question: filled(language.question, language, parts, |part| part.1),
            wanted: same.map(|(number, _)| format!("n-mix-{number}")).collect(),
        });
    }
    labelled
}

fn filled(
    text: &str,
    language: &Language,
    [thing, kind, place]: [usize; 3],
    side: fn(&Part) -> &'static str,
) -> String {
    text.replace("{thing}", side(&language.things[thing]))
        .replace("{kind}", side(&language.kinds[kind]))
        .replace("{place}", side(&language.places[place]))
}
