package io.callstream.gateway.stage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CacheConfig;
import io.callstream.gateway.config.CacheLimits;
import io.callstream.gateway.provider.CacheControl;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request wants of the cache: its body comes before its header, and that before the configuration. */
class CacheWishTest {
    private static CacheConfig config(boolean asked) {
        return new CacheConfig(
                CacheConfig.Kind.LOCAL,
                Optional.empty(),
                Duration.ofSeconds(60),
                "ours",
                Set.of("acompletion"),
                asked,
                CacheConfig.Scope.ALL,
                new CacheLimits(1 << 20, 1 << 20, Duration.ofSeconds(1)));
    }

    private static HttpHeaders header(@Nullable String value) {
        HttpHeaders headers = new DefaultHttpHeaders();
        return value == null ? headers : headers.set("cache-control", value);
    }

    private static CacheWish wish(CacheControl body, @Nullable String header) {
        return CacheWish.of(config(false), body, header(header));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                // header                   | reads | keeps | seconds
                "-                          | true  | true  | 60",
                "no-cache                   | false | true  | 60",
                "No-Store                   | true  | false | 60",
                "no-cache, no-store         | false | false | 60",
                "private , s-maxage=5       | true  | true  | 5",
                "s-maxage=0                 | true  | false | 0",
                "s-maxage=999999999         | true  | true  | 999999999",
                "s-maxage=1000000000        | true  | true  | 60",
                "s-maxage=                  | true  | true  | 60",
                "s-maxage=-5                | true  | true  | 60",
                "s-maxage=5s                | true  | true  | 60",
                "max-age=5, no-transform    | true  | true  | 60",
                "x-no-cache                 | true  | true  | 60",
            })
    void theHeaderSays(@Nullable String header, boolean reads, boolean keeps, long seconds) {
        CacheWish wish = wish(CacheControl.NONE, header);

        assertThat(wish).isEqualTo(new CacheWish(reads, keeps, Duration.ofSeconds(seconds), null, "ours"));
        assertThat(wish.nothing()).isEqualTo(!reads && !keeps);
    }

    @Test
    void theBodyComesFirst() {
        CacheControl body = new CacheControl(7L, 9L, false, false, "theirs", null);

        assertThat(wish(body, "s-maxage=5"))
                .isEqualTo(new CacheWish(true, true, Duration.ofSeconds(7), Duration.ofSeconds(9), "theirs"));
    }

    @Test
    void eitherMayForbid() {
        assertThat(wish(new CacheControl(null, null, true, false, null, null), null)
                        .reads())
                .isFalse();
        assertThat(wish(new CacheControl(null, null, false, true, null, null), null)
                        .keeps())
                .isFalse();
        assertThat(wish(new CacheControl(0L, null, false, false, null, null), "s-maxage=5")
                        .keeps())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"false, -, true", "false, false, false", "true, -, false", "true, true, true", "true, false, false"
            })
    void whoMustAskHasToAskAndWhoDoesNotWantItIsLeftOut(boolean mustAsk, @Nullable Boolean wanted, boolean takesPart) {
        CacheControl body = new CacheControl(null, null, false, false, null, wanted);

        assertThat(CacheWish.of(config(mustAsk), body, header(null)).nothing()).isEqualTo(!takesPart);
    }
}
