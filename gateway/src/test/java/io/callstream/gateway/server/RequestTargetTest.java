package io.callstream.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request's target names, and what it says behind the question mark. */
class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/models,                          /v1/models",
        "/v1/models/,                         /v1/models",
        "//v1/models,                         /v1/models",
        "/v1//models,                         /v1/models",
        "///v1///models///,                   /v1/models",
        "/v1/models?a=b/c//d,                 /v1/models",
        "/v1/models/?a=b,                     /v1/models",
        "/v1/models#part/x,                   /v1/models",
        "/v1/models#?a,                       /v1/models",
        "/v1/models?a#b,                      /v1/models",
        "/v1/%2Fmodels,                       /v1/%2Fmodels",
        "/v1/../models,                       /v1/../models",
        "/,                                   /",
        "//,                                  /",
        "/?a,                                 /",
        "*,                                   *",
        "http://h/v1/models,                  /v1/models",
        "https://h:4000//v1/models/?a,        /v1/models",
        "HTTP://h/v1/models,                  /v1/models",
        "http://h,                            /",
        "http://h/,                           /",
        "http://h?a=b,                        /",
        "http://h#x,                          /",
        "http://user@h/v1,                    /v1",
        "ftp://h/v1/models,                   ftp://h/v1/models",
        "://h/v1,                             ://h/v1",
        "h:443,                               h:443",
    })
    void aTargetNamesAPath(String target, String path) {
        String whole = path.contains("://") ? path.replace("//", "/") : path;
        assertThat(RequestTarget.path(target)).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models,           ''",
        "/v1/models?,          ''",
        "/v1/models?a=b,       a=b",
        "/v1/models?a=b?c,     a=b?c",
        "/v1/models?a=b#c,     a=b",
        "/v1/models#c?a=b,     ''",
        "/v1/models#,          ''",
        "http://h?a=b,         a=b",
    })
    void aTargetHasAQuery(String target, String query) {
        assertThat(RequestTarget.query(target)).isEqualTo(query);
    }

    @Property(tries = 300)
    void noTargetBreaksIt(@ForAll @CharRange(from = '!', to = '~') @StringLength(max = 30) String target) {
        String path = RequestTarget.path(target);

        assertThat(path).doesNotContain("//", "?", "#");
        assertThat(path.length() > 1 && path.endsWith("/")).isFalse();
        assertThat(RequestTarget.path(path)).isEqualTo(path);
    }

    @Property(tries = 200)
    void slashesTooManyChangeNothing(
            @ForAll @CharRange(from = 'a', to = 'e') @StringLength(min = 1, max = 4) String first,
            @ForAll @CharRange(from = 'a', to = 'e') @StringLength(min = 1, max = 4) String second) {
        String plain = "/" + first + "/" + second;
        assertThat(RequestTarget.path("//" + first + "///" + second + "//?/x//y"))
                .isEqualTo(plain);
        assertThat(RequestTarget.path("http://" + first + "//" + first + "/" + second))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "/p?a=b,                a, b",
        "/p?a=b&a=c,            a, c",
        "/p?a=b%20c+d,          a, b c d",
        "/p?a=%C3%A4,           a, ä",
        "/p?a=,                 a, ''",
        "/p?a,                  a, ''",
        "/p?x=1;y=2&a=3,        a, 3",
        "/p?a=b%3Dc%26d,        a, b=c&d",
    })
    void fieldsOfAQueryAreRead(String target, String name, String value) {
        assertThat(Query.of(target)).containsEntry(name, value);
    }

    @Test
    void whatIsNoQueryHasNoFields() {
        assertThat(Query.of("/p")).isEmpty();
        assertThat(Query.of("/p?")).isEmpty();
        assertThat(Query.of("/p?a=%zz")).isEqualTo(Map.of());
    }

    @Test
    void aQueryHasSixtyFourFields() {
        String many = "/p?" + "a=b&".repeat(63) + "z=1&y=2";
        assertThat(Query.of(many)).containsEntry("z", "1").doesNotContainKey("y");
    }

    @Property(tries = 200)
    void noQueryBreaksIt(@ForAll @CharRange(from = '!', to = '~') @StringLength(max = 30) String text) {
        assertThat(Query.of("/p?" + text)).isNotNull();
    }
}
