"""One title, many years: who held an office in Africa, Asia and the Pacific on the day of the page."""

import pytest

from dragoman.actors import parse_actors
from tests.unit.actors.factory import Found, prose, shipped

BOOK = parse_actors(shipped())

#: Page date, sentence, the words of the title, and who is meant.
HELD = [
    ("1990-06-12", "The Japanese prime minister flew home.", "Japanese prime minister", "toshiki-kaifu"),
    ("1993-10-05", "The Japanese prime minister flew home.", "Japanese prime minister", "morihiro-hosokawa"),
    ("1998-03-10", "The Japanese prime minister flew home.", "Japanese prime minister", "ryutaro-hashimoto"),
    ("1998-10-08", "The Japanese prime minister flew home.", "Japanese prime minister", "keizo-obuchi"),
    ("2003-05-23", "The Japanese prime minister flew home.", "Japanese prime minister", "junichiro-koizumi"),
    ("2007-04-27", "The Japanese prime minister flew home.", "Japanese prime minister", "shinzo-abe"),
    ("2008-07-07", "The Japanese prime minister flew home.", "Japanese prime minister", "yasuo-fukuda"),
    ("2010-03-01", "The Japanese prime minister flew home.", "Japanese prime minister", "yukio-hatoyama"),
    ("2011-04-12", "The Japanese prime minister flew home.", "Japanese prime minister", "naoto-kan"),
    ("2015-08-14", "The Japanese prime minister flew home.", "Japanese prime minister", "shinzo-abe"),
    ("2021-03-01", "The Japanese prime minister flew home.", "Japanese prime minister", "yoshihide-suga"),
    ("2021-12-01", "The Japanese prime minister flew home.", "Japanese prime minister", "fumio-kishida"),
    ("2025-03-01", "The Japanese prime minister flew home.", "Japanese prime minister", "shigeru-ishiba"),
    ("2001-09-12", "The Japanese foreign minister called it grave.", "Japanese foreign minister", "makiko-tanaka"),
    ("2018-06-12", "The Japanese foreign minister called it grave.", "Japanese foreign minister", "taro-kono"),
    ("2011-03-13", "The chief cabinet secretary spoke of the reactor.", "chief cabinet secretary", "yukio-edano"),
    ("2017-08-29", "The chief cabinet secretary spoke of a missile.", "chief cabinet secretary", "yoshihide-suga"),
    ("2016-08-08", "Japan's emperor spoke on television.", "Japan's emperor", "akihito"),
    ("2019-10-22", "Japan's emperor spoke on television.", "Japan's emperor", "naruhito"),
    ("1995-11-14", "China's foreign minister agreed.", "China's foreign minister", "qian-qichen"),
    ("2001-04-03", "China's foreign minister agreed.", "China's foreign minister", "tang-jiaxuan"),
    ("2008-06-01", "China's foreign minister agreed.", "China's foreign minister", "yang-jiechi"),
    ("2015-03-08", "China's foreign minister agreed.", "China's foreign minister", "wang-yi"),
    ("2023-01-15", "China's foreign minister agreed.", "China's foreign minister", "qin-gang"),
    ("2023-09-19", "China's foreign minister agreed.", "China's foreign minister", "wang-yi"),
    ("1992-10-12", "The Chinese leader received the guests.", "Chinese leader", "jiang-zemin"),
    ("2003-01-20", "The Chinese leader received the guests.", "Chinese leader", "hu-jintao"),
    ("2012-12-20", "The Chinese leader received the guests.", "Chinese leader", "xi-jinping"),
    ("2009-12-18", "The Chinese premier came late.", "Chinese premier", "wen-jiabao"),
    ("2024-01-16", "The Chinese premier came late.", "Chinese premier", "li-qiang"),
    ("2011-06-01", "China's defence minister rejected it.", "China's defence minister", "liang-guanglie"),
    ("2023-06-04", "China's defence minister rejected it.", "China's defence minister", "li-shangfu"),
    ("2010-05-01", "China's public security minister rejected it.", "China's public security minister", "meng-jianzhu"),
    ("1996-03-08", "The Taiwanese president smiled.", "Taiwanese president", "lee-teng-hui"),
    ("2016-01-10", "The Taiwanese president smiled.", "Taiwanese president", "ma-ying-jeou"),
    ("2022-08-03", "The Taiwanese president smiled.", "Taiwanese president", "tsai-ing-wen"),
    ("2000-06-13", "The South Korean president flew to Pyongyang.", "South Korean president", "kim-dae-jung"),
    ("2016-11-04", "The South Korean president apologised.", "South Korean president", "park-geun-hye"),
    ("2018-04-27", "The South Korean president crossed the line.", "South Korean president", "moon-jae-in"),
    ("2024-12-03", "The South Korean president spoke at night.", "South Korean president", "yoon-suk-yeol"),
    ("2005-06-17", "South Korea's foreign minister hoped for talks.", "South Korea's foreign minister", "ban-ki-moon"),
    ("1994-06-16", "The North Korean leader received a former president.", "North Korean leader", "kim-il-sung"),
    ("2009-08-04", "The North Korean leader received a former president.", "North Korean leader", "kim-jong-il"),
    ("2018-06-12", "The North Korean leader shook hands.", "North Korean leader", "kim-jong-un"),
    ("1997-05-12", "India's prime minister spoke of peace.", "India's prime minister", "inder-kumar-gujral"),
    ("1999-02-20", "India's prime minister took the bus.", "India's prime minister", "atal-bihari-vajpayee"),
    ("2008-11-27", "India's prime minister spoke of peace.", "India's prime minister", "manmohan-singh"),
    ("2004-09-01", "India's external affairs ministry was silent, and its guest met the Indian foreign minister.", "Indian foreign minister", "natwar-singh"),
    ("2012-05-01", "India's army chief denied it.", "India's army chief", "v-k-singh"),
    ("2010-06-24", "The Indian foreign secretary flew to Islamabad.", "Indian foreign secretary", "nirupama-rao"),
    ("2001-06-02", "Nepal's king was buried.", "Nepal's king", "dipendra"),
    ("2005-02-02", "Nepal's king sacked the cabinet.", "Nepal's king", "gyanendra"),
    ("2006-05-01", "Sri Lanka's president called for talks.", "Sri Lanka's president", "mahinda-rajapaksa"),
    ("2022-07-05", "Sri Lanka's president fled.", "Sri Lanka's president", "gotabaya-rajapaksa"),
    ("2025-02-01", "Bangladesh's chief adviser set no date.", "Bangladesh's chief adviser", "muhammad-yunus"),
    ("1999-09-12", "Indonesia's president let the troops in.", "Indonesia's president", "b-j-habibie"),
    ("2001-05-30", "Indonesia's president let the troops in.", "Indonesia's president", "abdurrahman-wahid"),
    ("2016-09-05", "The Philippine president swore.", "Philippine president", "rodrigo-duterte"),
    ("1986-12-01", "The Philippine president prayed.", "Philippine president", "corazon-aquino"),
    ("2006-09-18", "Thailand's prime minister was abroad.", "Thailand's prime minister", "thaksin-shinawatra"),
    ("2014-06-01", "Thailand's junta chief promised happiness.", "Thailand's junta chief", "prayut-chan-o-cha"),
    ("2022-07-11", "Myanmar's junta chief flew away.", "Myanmar's junta chief", "min-aung-hlaing"),
    ("2019-12-11", "Myanmar's state counsellor denied it.", "Myanmar's state counsellor", "aung-san-suu-kyi"),
    ("2015-07-07", "Vietnam's Communist Party chief went in.", "Vietnam's Communist Party chief", "nguyen-phu-trong"),
    ("1998-10-01", "Malaysia's prime minister defended the arrest.", "Malaysia's prime minister", "mahathir-mohamad"),
    ("2019-06-01", "Malaysia's prime minister defended the deal.", "Malaysia's prime minister", "mahathir-mohamad"),
    ("2010-06-01", "The Australian prime minister would not resign.", "Australian prime minister", "kevin-rudd"),
    ("2012-06-01", "The Australian prime minister would not resign.", "Australian prime minister", "julia-gillard"),
    ("2024-02-01", "New Zealand's foreign minister was blunt.", "New Zealand's foreign minister", "winston-peters"),
    ("1990-02-11", "The South African president kept his word.", "South African president", "f-w-de-klerk"),
    ("1995-06-24", "The South African president wore green.", "South African president", "nelson-mandela"),
    ("2017-12-01", "The South African president denied it.", "South African president", "jacob-zuma"),
    ("1995-11-10", "Nigeria's ruler let them hang, and the Nigerian head of state left.", "Nigerian head of state", "sani-abacha"),
    ("2014-05-04", "The Nigerian president asked for help.", "Nigerian president", "goodluck-jonathan"),
    ("1993-05-01", "Ethiopia's president agreed to the vote.", "Ethiopia's president", "meles-zenawi"),
    ("2006-12-24", "Ethiopia's prime minister sent the army.", "Ethiopia's prime minister", "meles-zenawi"),
    ("2020-11-04", "Ethiopia's prime minister sent the army.", "Ethiopia's prime minister", "abiy-ahmed"),
    ("2008-01-05", "The Kenyan president called for calm.", "Kenyan president", "mwai-kibaki"),
    ("1996-12-01", "Zaire's army fled, and the Congolese president was in Nice.", "Congolese president", None),
    ("2017-11-22", "Uganda's president said nothing.", "Uganda's president", "yoweri-museveni"),
    ("1994-04-05", "Rwanda's president flew to Dar es Salaam.", "Rwanda's president", "juvenal-habyarimana"),
    ("2009-01-20", "Rwanda's president flew to Dar es Salaam.", "Rwanda's president", "paul-kagame"),
    ("2000-04-18", "The Zimbabwean president spoke of land.", "Zimbabwean president", "robert-mugabe"),
    ("2018-07-30", "The Zimbabwean president voted early.", "Zimbabwean president", "emmerson-mnangagwa"),
    ("2003-07-06", "The Liberian president was offered exile.", "Liberian president", "charles-taylor"),
    ("2015-01-01", "The Liberian president was in Monrovia.", "Liberian president", "ellen-johnson-sirleaf"),
    ("2021-08-01", "Mali's foreign minister did not apologise.", "Mali's foreign minister", "abdoulaye-diop"),
    ("2012-04-01", "Mali's junta leader did not apologise.", "Mali's junta leader", "amadou-sanogo"),
    ("2023-09-01", "Niger's junta leader closed the border.", "Niger's junta leader", "abdourahamane-tchiani"),
    ("2013-01-01", "Somalia's president moved into the palace.", "Somalia's president", "hassan-sheikh-mohamud"),
    ("2019-01-01", "Somalia's president moved into the palace.", "Somalia's president", "mohamed-abdullahi-mohamed"),
    ("2015-06-01", "The Somaliland president asked for recognition.", "Somaliland president", "ahmed-mohamed-mohamoud-silanyo"),
    ("2013-12-16", "South Sudan's president blamed his deputy.", "South Sudan's president", "salva-kiir"),
]  # fmt: skip

#: Page date, sentence, the surname in it, and who is meant.
NAMED = [
    ("1998-05-21", "Habibie was sworn in.", "Habibie", "b-j-habibie"),
    ("1999-05-01", "Kabila and Mugabe met.", "Kabila", "laurent-desire-kabila"),
    ("2006-11-01", "Kabila won the second round.", "Kabila", "joseph-kabila"),
    ("1991-02-01", "Aquino refused.", "Aquino", "corazon-aquino"),
    ("2012-02-01", "Aquino refused.", "Aquino", "benigno-aquino-iii"),
    ("2010-02-01", "Mutharika refused.", "Mutharika", "bingu-wa-mutharika"),
    ("2016-02-01", "Mutharika refused.", "Mutharika", "peter-mutharika"),
    ("2009-03-01", "Rajapaksa refused a truce.", "Rajapaksa", "mahinda-rajapaksa"),
    ("2022-05-01", "Rajapaksa refused to go.", "Rajapaksa", "gotabaya-rajapaksa"),
    ("1992-12-01", "Aidid refused.", "Aidid", "mohamed-farrah-aidid"),
]


@pytest.mark.parametrize(("on", "sentence", "words", "actor"), HELD)
def test_the_holder_of_an_office_on_the_day_of_the_page(
    on: str, sentence: str, words: str, actor: str | None
) -> None:
    assert Found(BOOK, prose(sentence), on).of(words).actor == actor


@pytest.mark.parametrize(("on", "sentence", "words", "actor"), NAMED)
def test_a_surname_means_whoever_was_in_office(on: str, sentence: str, words: str, actor: str) -> None:
    assert Found(BOOK, prose(sentence), on).of(words).actor == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Abe Shinzo", "shinzo-abe"),
        ("Shinzo Abe", "shinzo-abe"),
        ("Kim Jong-il", "kim-jong-il"),
        ("Kim Jong Il", "kim-jong-il"),
        ("Ban Ki Moon", "ban-ki-moon"),
        ("Ban Ki-moon", "ban-ki-moon"),
        ("Nguyễn Phú Trọng", "nguyen-phu-trong"),
        ("Nguyen Phu Trong", "nguyen-phu-trong"),
        ("Alassane Dramane Ouattara", "alassane-ouattara"),
        ("Farmaajo", "mohamed-abdullahi-mohamed"),
        ("Prachanda", "pushpa-kamal-dahal"),
        ("Gus Dur", "abdurrahman-wahid"),
        ("Emperor Akihito", "akihito"),
        ("King Bhumibol", "bhumibol-adulyadej"),
        ("the Dalai Lama", "dalai-lama"),
    ],
)
def test_name_orders_spellings_and_titles(text: str, actor: str) -> None:
    found = Found(BOOK, prose(f"On Monday {text} left."))
    assert [mention.actor for mention in found.mentions] == [actor]


def test_before_and_after_a_term_nobody_is_taken_for_the_holder() -> None:
    for on in ("1980-01-01", "1986-01-01"):
        mention = Found(BOOK, prose("The Chinese foreign minister left."), on).of("Chinese foreign minister")
        assert mention.actor is None
        assert [candidate.actor for candidate in mention.candidates] == ["china"]
