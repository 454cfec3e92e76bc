"""Who is found, and who that is: cases a careful reader would insist on."""

import pytest

from dragoman.actors import parse_actors
from dragoman.errors import ValueRuleError
from dragoman.model import ActorKind, Lane, MentionKind
from tests.unit.actors.factory import Found, book_of, comments, prose, shipped, title

BOOK = parse_actors(shipped(), trusted=True)


def found(*texts: str, on: str | None = None, said: tuple[str, ...] = ()) -> Found:
    return Found(BOOK, (*prose(*texts), *comments(*said)), on)


class TestNames:
    def test_names_of_one_actor_and_never_of_another(self) -> None:
        text = "al-Nusra Front, Jabhat al-Nusra, Nusra Front, al-Nusra and Nusra; Daesh, IS, Isis, ISIL, Islamic State."
        assert [actor for _, actor in found(text, on="2016-01-01").pairs] == ["al-nusra"] * 5 + ["daesh"] * 5

    def test_short_names_need_their_case(self) -> None:
        assert found("They told us that it is a turkey, says the isis river guide.").pairs == []
        assert found("The US and the U.S. said IS was beaten.").pairs == [
            ("US", "united-states"),
            ("U.S.", "united-states"),
            ("IS", "daesh"),
        ]

    def test_capitals_of_a_raised_voice_are_no_names(self) -> None:
        said = ("WHO TOLD US THAT TURKEY IS GOOD", "What IS this?", "It IS bad, WHO knows.")
        assert found("Turkey agreed.", said=said).pairs == [("Turkey", "turkey"), ("TURKEY", "turkey")]

    def test_a_group_of_the_article_may_be_named_briefly_in_a_comment(self) -> None:
        assert found("IS attacked.", said=("Then IS will win.",)).pairs == [("IS", "daesh"), ("IS", "daesh")]

    def test_marks_spaces_and_accents_do_not_matter(self) -> None:
        text = "Kurdistan\u00a0Workers’ Party, Mevlüt Çavuşoğlu, Erdoğan’s Türkiye, Hayʼat Tahrir al-Sham"
        assert [actor for _, actor in found(text).pairs] == [
            "pkk",
            "mevlut-cavusoglu",
            "recep-tayyip-erdogan",
            "turkey",
            "al-nusra",
        ]

    def test_a_possessive_is_not_in_the_span(self) -> None:
        assert found("These are Ankara’s enemies.").pairs == [("Ankara", "turkey")]

    def test_a_word_alone_is_no_group(self) -> None:
        assert found("The Front attacked, and the State fell.").pairs == []

    def test_other_peoples_names_and_longer_names(self) -> None:
        text = (
            "Critics met Emine Erdogan at Trump Tower, and Michael Jordan left Turkey Point for Port Sudan."
        )
        assert found(text).pairs == []

    def test_modified_countries_are_not_the_country(self) -> None:
        text = "Kurdish rivals, pro-Russian and anti-Turkish crowds, ethnic Russians, the former Soviet south, pro-Russia men."
        assert found(text).pairs == []

    def test_longest_name_first(self) -> None:
        text = "South Sudan and Guinea-Bissau; the Democratic Republic of the Congo; the US Treasury."
        assert [actor for _, actor in found(text).pairs] == [
            "south-sudan",
            "guinea-bissau",
            "democratic-republic-of-the-congo",
            "us-treasury",
        ]

    def test_heads(self) -> None:
        result = found(
            "Viktor Nadein-Raevsky of the Institute of World Economy and International Relations left."
        )
        assert [result.page.quote(mention.head) for mention in result.mentions] == [
            "Nadein-Raevsky",
            "Institute",
        ]


class TestPlaces:
    @pytest.mark.parametrize(
        "text",
        [
            "They met in Moscow.",
            "Talks in Moscow and Ankara failed.",
            "He flew from Damascus to Kyiv.",
            "The Washington-based group left.",
            "MOSCOW, July 17 (Reuters) - Nothing happened.",
            "ANKARA — Nothing happened.",
            "Fighting reached central Damascus.",
            "The summit of Damascus, Syria",
        ],
    )
    def test_a_capital_where_something_is(self, text: str) -> None:
        assert not [
            pair for pair in found(text).pairs if pair[1] in {"russia", "turkey", "ukraine", "united-states"}
        ]

    def test_a_capital_that_acts(self) -> None:
        result = found("Moscow and Ankara have failed; the Kremlin said Kyiv refused talks with Washington.")
        actors = ["russia", "turkey", "russia", "ukraine", "united-states"]
        assert [actor for _, actor in result.pairs] == actors
        assert set(result.rules().values()) == {"metonym"}
        assert all(mention.candidates[0].score < 0.8 for mention in result.mentions)


class TestTitles:
    def test_before_a_name_a_title_is_no_mention_of_its_own(self) -> None:
        text = "Turkish Foreign Minister Mevlut Cavusoglu, Russian leader Vladimir Putin and Syrian President Bashar Assad met."
        assert [words for words, _ in found(text).pairs] == [
            "Mevlut Cavusoglu",
            "Vladimir Putin",
            "Bashar Assad",
        ]

    @pytest.mark.parametrize(
        ("on", "actor"),
        [
            ("2014-08-01", "ahmet-davutoglu"),
            ("2015-08-01", "mevlut-cavusoglu"),
            ("2015-10-01", "feridun-sinirlioglu"),
            ("2017-03-26", "mevlut-cavusoglu"),
            ("2023-05", "mevlut-cavusoglu"),
            ("2023-07", "hakan-fidan"),
            ("2023-06", None),
            ("2015", None),
            (None, None),
        ],
    )
    def test_the_holder_on_the_date_of_the_page(self, on: str | None, actor: str | None) -> None:
        result = found("The Turkish foreign minister said no.", on=on)
        assert result.pairs == [("Turkish foreign minister", actor)]
        assert result.of("Turkish foreign minister").kind is MentionKind.TITLE
        assert bool(result.problems) == (actor is None)

    def test_an_open_date_is_enough_where_only_one_holder_fits(self) -> None:
        text = "The Russian foreign minister said no."
        assert found(text, on="2005/2017-03-26").pairs == [("Russian foreign minister", "sergey-lavrov")]
        # Of all who held the office before a day, none is the likelier.
        assert found(text, on="../2017-03-26").pairs == [("Russian foreign minister", None)]
        assert found("Turkey’s intelligence chief left.", on="2016/2017-03-26").pairs == [
            ("Turkey’s intelligence chief", "hakan-fidan")
        ]

    def test_a_holder_named_on_the_page_settles_it(self) -> None:
        text = (
            "Foreign Minister Mevlut Cavusoglu came with Hakan Fidan. The Turkish foreign minister said no."
        )
        result = found(text)
        assert result.pairs[-1] == ("Turkish foreign minister", "mevlut-cavusoglu")
        assert result.rules()["Turkish foreign minister"] == "title on the page"

    def test_a_bare_title_needs_its_holder_on_the_page(self) -> None:
        assert found("The foreign minister said no.", on="2018").pairs == []
        text = "Russian Foreign Minister Sergey Lavrov came. The foreign minister said no."
        assert found(text).pairs[-1] == ("foreign minister", "sergey-lavrov")

    def test_an_office_without_a_known_holder_keeps_its_country(self) -> None:
        result = found("The Estonian deputy foreign minister smiled.", on="2020")
        mention = result.of("Estonian deputy foreign minister")
        assert mention.actor is None
        assert [c.actor for c in mention.candidates] == ["estonia"]
        assert not result.problems

    def test_counterparts(self) -> None:
        text = "Lavrov met his Turkish counterpart, and later his US counterpart."
        assert found(text, on="2022-07-20").pairs == [
            ("Lavrov", "sergey-lavrov"),
            ("Turkish counterpart", "mevlut-cavusoglu"),
            ("US counterpart", "antony-blinken"),
        ]

    def test_a_name_beside_its_title(self) -> None:
        text = (
            "The Russian foreign minister, Sergey Lavrov, and Vanuatu’s foreign minister, Joe Natuman, met."
        )
        assert found(text).pairs == [
            ("Russian foreign minister", "sergey-lavrov"),
            ("Sergey Lavrov", "sergey-lavrov"),
            ("Vanuatu’s foreign minister", "local:Joe Natuman"),
            ("Joe Natuman", "local:Joe Natuman"),
        ]

    def test_former_and_any_ministers_are_nobody(self) -> None:
        text = "A Turkish foreign minister, a former Russian president and the ex-Ukrainian president met."
        assert found(text, on="2018").pairs == []

    def test_ministries_and_sides_stand_for_their_country(self) -> None:
        result = found(
            "The Russian Foreign Ministry and the Turkish side agreed on the Turkish side of the strait."
        )
        assert result.pairs == [("Russian Foreign Ministry", "russia"), ("Turkish side", "turkey")]
        assert {mention.kind for mention in result.mentions} == {MentionKind.NOMINAL}


class TestTime:
    def test_names_of_one_line_follow_each_other(self) -> None:
        names = ("al-Nusra Front", "Jabhat Fateh al-Sham", "Hayat Tahrir al-Sham")
        dates = ("2015-06-01", "2016-10-01", "2019-06-01")
        for now, on in enumerate(dates):
            for then, name in enumerate(names):
                result = found(f"Militants of {name} attacked.", on=on)
                assert result.pairs == [(name, "al-nusra")]
                rule = "name" if now == then else "outdated name" if then < now else "name not yet in use"
                assert result.rules()[name] == rule

    def test_an_unknown_date_makes_no_name_old(self) -> None:
        assert found("The al-Nusra Front attacked.").rules() == {"al-Nusra Front": "name"}

    def test_a_date_that_is_none_is_an_error(self) -> None:
        with pytest.raises(ValueRuleError):
            found("Anything", on="yesterday")


class TestLearning:
    def test_strangers_need_a_reason(self) -> None:
        assert found("We saw Ivan Testov and the Green Valley there.").pairs == []

    @pytest.mark.parametrize(
        "text",
        [
            "Malian Foreign Minister Ivan Testov left.",
            "Ivan Testov, senior research fellow at some institute, left.",
            "Ivan Testov from the Kyiv-based think-tank Grainlab left.",
            "“No,” Ivan Testov said.",
            "According to Ivan Testov, it is over.",
            "Gen. Ivan Testov left.",
            "Army spokesman Ivan Testov left.",
        ],
    )
    def test_with_a_reason_they_are_people_of_this_page(self, text: str) -> None:
        result = found(text, "Later, Testov came back.")
        assert result.pairs == [("Ivan Testov", "local:Ivan Testov"), ("Testov", "local:Ivan Testov")]
        (actor,) = (actor for key, actor in result.actors.items() if key.startswith("local:"))
        assert actor.kind is ActorKind.PERSON

    def test_the_title_becomes_a_role(self) -> None:
        result = found("Malian Foreign Minister Ivan Testov left. The Malian foreign minister was tired.")
        (actor,) = (actor for key, actor in result.actors.items() if key.startswith("local:"))
        assert [(r.position, r.country) for r in actor.roles] == [("foreign minister", "MLI")]
        assert actor.country == "MLI"
        assert result.pairs[-1] == ("Malian foreign minister", "local:Ivan Testov")

    def test_the_same_name_on_another_page_is_another_id(self) -> None:
        one, other = (found(f"{text} Ivan Testov said no.") for text in ("Then.", "Now."))
        assert one.pairs == other.pairs
        assert one.mentions[0].actor != other.mentions[0].actor

    def test_nothing_is_learnt_from_comments(self) -> None:
        assert found("Nothing.", said=("Gen. Ivan Testov said no. Testov [Petrov] lies.",)).pairs == []
        assert found("Ivan Testov said no.", said=("Testov lies.",)).pairs[-1] == (
            "Testov",
            "local:Ivan Testov",
        )

    def test_a_fuller_name_is_still_the_known_person(self) -> None:
        assert found("Sergey V. Lavrov said no.").pairs == [("Sergey V. Lavrov", "sergey-lavrov")]
        assert found("Ivan Lavrov said no. And Lavrov left.").pairs == [
            ("Ivan Lavrov", "local:Ivan Lavrov"),
            ("Lavrov", "local:Ivan Lavrov"),
        ]

    def test_two_people_of_one_surname_stay_open(self) -> None:
        result = found("President Joe Biden and his son Hunter met. “No,” Hunter Biden said. And Biden left.")
        assert result.pairs[-1] == ("Biden", None)
        assert [problem.code for problem in result.problems] == ["ambiguous-actor"]

    def test_people_called_like_countries(self) -> None:
        text = (
            "“No,” Jordan Smith said in Tbilisi. Jordan and Georgia agreed, Smith noted. "
            "Georgia Robinson, an analyst, did not."
        )
        assert found(text).pairs == [
            ("Jordan Smith", "local:Jordan Smith"),
            ("Jordan", "jordan"),
            ("Georgia", "georgia"),
            ("Smith", "local:Jordan Smith"),
            ("Georgia Robinson", "local:Georgia Robinson"),
        ]

    def test_a_surname_that_is_a_common_word(self) -> None:
        text = "British Prime Minister Theresa May left. Turkey may wait until May. “No,” May said."
        assert found(text).pairs == [
            ("Theresa May", "theresa-may"),
            ("Turkey", "turkey"),
            ("May", "theresa-may"),
        ]

    def test_headlines_use_what_the_article_teaches(self) -> None:
        parts = (*title("Testov: Turkey May Close Border With Syria"), *prose("“No,” Ivan Testov said."))
        assert Found(BOOK, parts).pairs == [
            ("Testov", "local:Ivan Testov"),
            ("Turkey", "turkey"),
            ("Syria", "syria"),
            ("Ivan Testov", "local:Ivan Testov"),
        ]


class TestGlosses:
    def test_a_known_gloss_changes_nothing(self) -> None:
        result = found("villages held by Jabhat al-Nusra [al-Nusra Front] and IS [Daesh].", on="2016-06-01")
        assert [actor for _, actor in result.pairs] == ["al-nusra", "al-nusra", "daesh", "daesh"]
        assert not result.problems

    def test_an_acronym_of_the_page(self) -> None:
        result = found("The Free Officers’ Movement (FOM) fled. Later the FOM denied it.")
        assert (
            result.pairs
            == [("Free Officers’ Movement", "local:Free Officers’ Movement")]
            + [("FOM", "local:Free Officers’ Movement")] * 2
        )
        assert result.rules()["FOM"] == "gloss"

    def test_an_acronym_of_a_known_actor(self) -> None:
        result = found("The Syrian Observatory for Human Rights (SOfHR) said so, SOfHR noted.")
        assert [actor for _, actor in result.pairs] == ["sohr"] * 3

    def test_the_page_settles_an_acronym_of_two_known_actors(self) -> None:
        assert found("RSF said no.").pairs == [("RSF", None)]
        text = "The Rapid Support Forces (RSF) attacked. RSF said no."
        assert [actor for _, actor in found(text).pairs] == ["rsf-sudan"] * 3

    def test_two_actors_the_book_knows_are_never_merged(self) -> None:
        result = found("The al-Nusra Front [Daesh] attacked. Daesh denied it.", on="2016-01-01")
        assert result.pairs == [("al-Nusra Front", "al-nusra"), ("Daesh", None), ("Daesh", "daesh")]
        (problem,) = result.problems
        assert problem.code == "ambiguous-actor"
        assert problem.span == result.mentions[1].span

    def test_what_is_no_gloss(self) -> None:
        text = "Lavrov (Russia), the Kurdistan Workers’ Party (YPG) and Turkey [and Iran] left."
        assert [actor for _, actor in found(text).pairs] == [
            "sergey-lavrov",
            "russia",
            "pkk",
            "ypg",
            "turkey",
            "iran",
        ]

    def test_the_long_name_of_a_page_keeps_its_own_acronym(self) -> None:
        text = "The Sudanese Physiotherapists Association (SPA) called. The SPA left."
        name = "local:Sudanese Physiotherapists Association"
        assert [actor for _, actor in found(text).pairs] == [name] * 3

    def test_a_known_long_name_has_its_acronym_on_that_page(self) -> None:
        assert ("SPA", "spa-sdn") not in found("SPA said no.").pairs
        text = "The Sudanese Professionals Association (SPA) called. The SPA left."
        assert [actor for _, actor in found(text).pairs] == ["spa-sdn"] * 3


class TestPeoples:
    def test_peoples_alone_stand_for_their_country(self) -> None:
        result = found(
            "The Turks and the British know the Russians; the British ship, Turkish ports, a Turk do not."
        )
        assert result.pairs == [("Turks", "turkey"), ("British", "united-kingdom"), ("Russians", "russia")]
        assert {mention.kind for mention in result.mentions} == {MentionKind.NOMINAL}

    def test_counted_people_do_not(self) -> None:
        assert (
            found(
                "Two Russians, dozens of Turks and 105 Armenians died; Turkish Cypriots and African Americans wept."
            ).pairs
            == []
        )


class TestNamesThatDoNotCountAlone:
    def test_they_count_where_the_country_is_spoken_of(self) -> None:
        assert found("Victoria protested. Georgia agreed.").pairs == []
        assert found("Victoria protested. Most Seychellois agreed.").pairs[0] == ("Victoria", "seychelles")
        assert found("Georgia protested. A flight from Tbilisi was late.").pairs == [("Georgia", "georgia")]
        assert found("Georgia protested. The Georgian police agreed.").pairs[0] == ("Georgia", "georgia")

    def test_they_count_where_the_actor_has_a_name_of_its_own(self) -> None:
        assert found("A study at MIT was read. MIT left.").pairs == []
        text = "Turkey's National Intelligence Organization called. MIT left."
        assert found(text).pairs[-1] == ("MIT", "mit")

    def test_of_several_countries_the_one_that_the_page_speaks_of_most_counts(self) -> None:
        text = "Peru and Peruvian farmers asked for US help. Then Congress agreed."
        assert found(text).pairs[-1] == ("Congress", "per-congress")
        text = "The US and American farmers asked Peru for help. Then Congress agreed."
        assert found(text).pairs[-1] == ("Congress", "us-congress")

    def test_they_are_no_owners_and_leave_surnames_alone(self) -> None:
        assert found("The MIT chief left.").pairs == []
        text = "“No,” Maria Victoria said. Later on, Victoria left."
        assert found(text).pairs[-1] == ("Victoria", "local:Maria Victoria")


class TestLands:
    def test_a_part_of_a_state_is_named_as_a_state_is(self) -> None:
        result = found("Abkhazia protested, and the Chechens left; the pro-Abkhazia party stayed.")
        assert result.pairs == [("Abkhazia", "abkhazia"), ("Chechens", "chechnya")]
        assert {actor.country for actor in result.actors.values()} == {"GEO", "RUS"}
        assert found("The critics met Emma Scotland at the old Tibet House.").pairs == []

    def test_a_people_of_two_countries_names_both(self) -> None:
        result = found("The Dominicans protested.")
        assert result.pairs == [("Dominicans", None)]
        assert {c.actor for c in result.of("Dominicans").candidates} == {"dominica", "dominican-republic"}

    def test_a_title_before_a_given_name(self) -> None:
        assert found("In the end Mr. Jordan left.").pairs == []

    def test_brackets_behind_a_country_name_the_body_that_ends_with_it(self) -> None:
        result = found("The Farmers' Union of Nigeria (FUN) met. FUN agreed.")
        assert all(actor != "nigeria" for words, actor in result.pairs if words == "FUN")

    def test_a_former_capital_of_words(self) -> None:
        assert found("Zaire protested.", on="2001-05-01").rules() == {"Zaire": "outdated name"}
        assert found("Zaire protested.", on="1990-05-01").rules() == {"Zaire": "name"}


class TestBodies:
    def test_a_medium_is_no_actor(self) -> None:
        text = "He wrote on Twitter and in a Facebook post. Twitter refused."
        assert found(text).pairs == [("Twitter", "twitter")]

    def test_a_product_is_no_company(self) -> None:
        assert found("He owned a Nissan Sunny and met Ann Boeing.").pairs == []

    def test_older_names_of_one_body(self) -> None:
        text = "The Organization of African Unity met, and the CSCE, and GATT."
        assert [actor for _, actor in found(text, on="1991-05-01").pairs] == ["african-union", "osce", "wto"]


class TestGroups:
    @pytest.mark.parametrize(
        ("text", "words", "sector", "actor"),
        [
            ("Turkish troops left.", "Turkish troops", "MIL", "turkey"),
            ("Turkey’s police denied it.", "Turkey’s police", "COP", "turkey"),
            ("Some Turkish officials were tired.", "Turkish officials", "GOV", None),
            ("He met twelve Turkish soldiers.", "Turkish soldiers", "MIL", None),
            ("A Turkish policeman was shot.", "Turkish policeman", "COP", None),
            ("Syrian rebels fired.", "Syrian rebels", "REB", None),
            ("The rebels of Syria fired.", "rebels of Syria", "REB", None),
            ("It took in Syrian refugees.", "Syrian refugees", "REF", None),
            ("The Turkish foreign minister left.", "Turkish foreign minister", "GOV", None),
        ],
    )
    def test_the_words_tell_the_sector(self, text: str, words: str, sector: str, actor: str | None) -> None:
        mention = found(text).of(words)
        assert (mention.sector, mention.actor) == (sector, actor)

    def test_a_group_keeps_the_country_it_belongs_to(self) -> None:
        mention = found("A Syrian rebel fired.").of("Syrian rebel")
        assert mention.kind is MentionKind.NOMINAL
        assert [(c.actor, c.rule) for c in mention.candidates] == [("syria", "country of the group")]

    def test_words_that_open_a_longer_name(self) -> None:
        assert found("The Dutch Party for Freedom won.").pairs == [("Party for Freedom", "pvv")]
        assert found("The Dutch party won.").pairs == [("Dutch party", None)]

    @pytest.mark.parametrize(
        ("text", "words", "actor"),
        [
            ("The Labour Party won.", "Labour Party", None),
            (
                "Taiwanese Democratic Progressive Party leaders met.",
                "Democratic Progressive Party",
                "dpp-twn",
            ),
            ("Sweden’s centre-left Social Democrats lost.", "Social Democrats", "sap-swe"),
            ("Turkish officials said that the Labour Party won.", "Labour Party", None),
            ("He told Kenya’s Labour Party nothing.", "Labour Party", None),
        ],
    )
    def test_the_country_before_a_shared_name(self, text: str, words: str, actor: str | None) -> None:
        assert found(text).of(words).actor == actor

    def test_a_shared_name_once_settled_stays_so_on_the_page(self) -> None:
        text = "Finland’s main opposition Centre Party lost. The Centre Party said nothing."
        assert [actor for words, actor in found(text).pairs if words == "Centre Party"] == ["centre-fin"] * 2

    def test_a_group_of_a_body(self) -> None:
        assert found("NATO troops and UN peacekeepers left.").pairs == [
            ("NATO troops", "nato"),
            ("UN peacekeepers", "un-peace-operations"),
        ]

    def test_groups_of_nobody_known_are_no_mentions(self) -> None:
        text = (
            "Rebels, pro-Russian separatists, US-backed fighters and former Turkish soldiers met the police."
        )
        assert [pair for pair in found(text).pairs if pair[0] != "US"] == []

    @pytest.mark.parametrize(
        "text",
        [
            "It stood near the Turkish police station.",
            "The Turkish military aid came late.",
            "He joined the Sudan Doctors Committee and the Kenya Farmers' Bank.",
            "The China-rebel deal was off.",
            "He flew with Turkish Airlines.",
            "The mayor of Moscow and the University of London were silent.",
        ],
    )
    def test_what_only_looks_like_a_group(self, text: str) -> None:
        assert not [m for m in found(text).mentions if m.sector is not None]

    def test_a_member_before_and_beside_a_name(self) -> None:
        result = found("Turkish soldier Ivan Testov left. Petra Probova, a nurse from Kyiv, did not.")
        assert result.pairs == [
            ("Ivan Testov", "local:Ivan Testov"),
            ("Petra Probova", "local:Petra Probova"),
        ]
        roles = {actor.name: actor.roles[0] for actor in result.actors.values() if actor.roles}
        assert (roles["Ivan Testov"].sector, roles["Ivan Testov"].country) == ("MIL", "TUR")
        assert roles["Petra Probova"].sector == "MED"

    def test_a_spokesman_for_an_embassy(self) -> None:
        result = found("A spokesman for the Turkish embassy left. A spokesman for China’s army did not.")
        assert result.pairs == [("Turkish embassy", "turkey"), ("China’s army", "china")]


class TestTitlesOfPapers:
    def test_everyday_words_need_a_reason(self) -> None:
        text = (
            "She told Foreign Policy about it, the Guardian reported. Turkish Foreign Policy and the Guardian"
            " Angel are no papers. The Hindu festival began. The Economist wrote about it."
        )
        papers = [pair for pair in found(text).pairs if pair[1] != "turkey"]
        assert papers == [
            ("Foreign Policy", "foreign-policy"),
            ("the Guardian", "the-guardian"),
            ("The Economist", "the-economist"),
        ]

    def test_a_page_may_shorten_what_it_has_named(self) -> None:
        text = "The Washington Post said so. Later the Post and The Post said more; the Post Office was shut."
        assert (
            found(text).pairs
            == [("The Washington Post", "washington-post")] + [("Post", "washington-post")] * 2
        )

    def test_two_papers_of_one_last_word_stay_open(self) -> None:
        text = "The New York Times and the Los Angeles Times said so. The Times said more."
        result = found(text)
        assert result.pairs[-1] == ("Times", None)
        assert [problem.code for problem in result.problems] == ["ambiguous-actor"]

    def test_a_paper_nobody_named_is_open(self) -> None:
        result = found("In Ruritania, the Times said so.")
        assert all(actor is None or actor.startswith("local:") for _, actor in result.pairs)

    def test_people_called_like_a_medium(self) -> None:
        text = "“No,” Michael Bloomberg said. Then Bloomberg left, Mr. Bloomberg’s staff told Bloomberg News."
        assert found(text).pairs == [
            ("Michael Bloomberg", "local:Michael Bloomberg"),
            ("Bloomberg", "local:Michael Bloomberg"),
            ("Bloomberg", "local:Michael Bloomberg"),
            ("Bloomberg News", "bloomberg"),
        ]
        assert found("Bloomberg reported it first.").pairs == [("Bloomberg", "bloomberg")]
        assert found("In the end Mr. Bloomberg left.").pairs == []


def test_ties_are_told_once() -> None:
    result = found("Congo protested. Congo left.")
    assert result.pairs == [("Congo", None)] * 2
    assert len(result.problems) == 1
    assert result.problems[0].detail == (
        "'Congo' may mean democratic-republic-of-the-congo or republic-of-the-congo"
    )


def test_nothing_in_nothing_out() -> None:
    result = Found(BOOK, ())
    assert (result.mentions, result.actors, result.problems) == ((), {}, ())


def test_actors_are_those_that_a_mention_may_mean() -> None:
    result = found("Congo and Lavrov agreed.")
    assert sorted(result.actors) == [
        "democratic-republic-of-the-congo",
        "republic-of-the-congo",
        "sergey-lavrov",
    ]
    assert result.actors["sergey-lavrov"] == BOOK.actors["sergey-lavrov"]


def test_lanes_have_their_own_run_of_persons() -> None:
    result = found("Lavrov left.", said=("His Turkish counterpart left.",), on="2018")
    assert result.pairs == [("Lavrov", "sergey-lavrov"), ("Turkish counterpart", None)]
    assert {s.lane for s in result.sentences} == set(Lane)


def test_a_user_book_needs_no_shipped_one() -> None:
    book = book_of(
        actors="anna,Anna Aa,person,AAA,\nland,Aland,country,AAA,",
        roles="anna,GOV,king,AAA,,2000,,,,",
        offices="king,GOV,king,person,,,,",
        demonyms="Alandic,adjective,AAA",
    )
    assert Found(book, prose("The Alandic king left."), "2005").pairs == [("Alandic king", "anna")]
