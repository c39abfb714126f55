package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of a query that a request gets which does not say them itself. */
class QueryDefaultsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | a+b=c%26d&version=1
            x=y                   | x=y&a+b=c%26d&version=1
            version=2             | version=2&a+b=c%26d
            version=              | version=&a+b=c%26d
            version               | version&a+b=c%26d
            versions=2            | versions=2&a+b=c%26d&version=1
            ver%73ion=2           | ver%73ion=2&a+b=c%26d
            a%20b=2&version=2     | a%20b=2&version=2
            a+b=2                 | a+b=2&version=1
            Version=2             | Version=2&a+b=c%26d&version=1
            %zz=2                 | %zz=2&a+b=c%26d&version=1
            """)
    void whatARequestDoesNotSayIsAdded(String query, String all) {
        QueryDefaults defaults = new QueryDefaults(Map.of("version", "1", "a b", "c&d"));

        assertThat(defaults.addTo(query)).isEqualTo(all);
    }

    @Test
    void withoutAnyTheQueryStaysAsItCame() {
        assertThat(QueryDefaults.NONE.addTo("&&a=%zz&")).isEqualTo("&&a=%zz&");
        assertThat(QueryDefaults.NONE.addTo("")).isEmpty();
    }
}
