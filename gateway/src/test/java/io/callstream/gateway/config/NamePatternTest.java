package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of models with stars, read as LiteLLM reads them. */
class NamePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-4o       | gpt-4o        | ''",
                "openai/*     | openai/gpt-4o | gpt-4o",
                "openai/*     | openai/       | ''",
                "*            | a/b           | a/b",
                "*-eu         | gpt-eu        | gpt",
                "a/*/b        | a/x/y/b       | x/y",
                "*/*          | a/b/c         | a/b,c",
                "*-*-*        | a-b-c-d       | a-b,c,d",
                "a*a          | aa            | ''",
                "**           | ab            | ab,''",
                "a.c*         | a.cd          | d",
            })
    void aNameThatFitsSaysWhatStoodInThePlaceOfEachStar(String pattern, String name, String found) {
        List<String> texts = Arrays.stream(found.split(",", -1))
                .map(text -> text.equals("''") ? "" : text)
                .toList();
        boolean wild = pattern.contains("*");

        assertThat(new NamePattern(pattern).match(name)).isEqualTo(wild ? texts : List.of());
        assertThat(new NamePattern(pattern).isWild()).isEqualTo(wild);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gpt-4o    | gpt-4o-mini",
                "gpt-4o    | GPT-4o",
                "openai/*  | openai",
                "openai/*  | my-openai/x",
                "*-eu      | gpt-eu-1",
                "aba*aba   | aba",
                "a*b*c     | ac",
                "*b*b      | b",
                "a*bc*c    | abc",
                "a.c*      | abcd",
            })
    void anotherNameDoesNotFit(String pattern, String name) {
        assertThat(new NamePattern(pattern).match(name)).isNull();
    }

    @Test
    void nobodyNamesAModelByMoreThanAThousandCharacters() {
        String longest = "a".repeat(1_000);

        assertThat(new NamePattern("*").match(longest)).containsExactly(longest);
        assertThat(new NamePattern("*").match(longest + "a")).isNull();
        assertThat(new NamePattern(longest + "a").match(longest + "a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai/*  | x    | name | openai/x",
                "*-*       | x,y  | name | x-y",
                "*-*       | x    | name | x-",
                "openai/*  | x,y  | name | name",
                "gpt-4o    | x,y  | name | gpt-4o",
            })
    void starsAreFilledInTheirOrder(String pattern, String texts, String name, String filled) {
        assertThat(new NamePattern(pattern).fill(List.of(texts.split(",")), name))
                .isEqualTo(filled);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab/*").ofMaxLength(7);
    }

    /** As a regular expression would, whose every star takes as much as it can. */
    @Property(tries = 300)
    void theFirstStarTakesAsMuchAsItCan(@ForAll("texts") String pattern, @ForAll("texts") String name) {
        assertThat(new NamePattern(pattern).match(name)).isEqualTo(greedy(pattern, name));
    }

    @Property(tries = 200)
    void whatWasFoundFillsThePatternAgain(@ForAll("texts") String pattern, @ForAll("texts") String name) {
        List<String> found = new NamePattern(pattern).match(name);

        if (found != null) {
            assertThat(new NamePattern(pattern).fill(found, "never")).isEqualTo(name);
        }
    }

    private static @Nullable List<String> greedy(String pattern, String name) {
        String regex = Arrays.stream(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + "(.*)" + b)
                .orElse("");
        Matcher matcher = Pattern.compile(regex).matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return groups;
    }
}
