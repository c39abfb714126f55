package io.callstream.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of made models: only who has the salt reads them, and only where they were put. */
class SealerTest {
    /** Making one takes a tenth of a second. */
    private static final Sealer SEALER = new Sealer(new Secret("salt"));

    private static final String PLACE = "model:a";

    @Property(tries = 50)
    void whatIsSealedIsOpenedAgain(@ForAll String place, @ForAll String content) throws GeneralSecurityException {
        String valid = new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(SEALER.open(place, SEALER.seal(place, valid))).isEqualTo(valid);
    }

    @Test
    void theSameIsNeverSealedToTheSame() {
        assertThat(SEALER.seal(PLACE, "secret")).isNotEqualTo(SEALER.seal(PLACE, "secret"));
    }

    @Test
    void theContentCannotBeSeenInIt() {
        String sealed = SEALER.seal(PLACE, "sk-secret");

        assertThat(sealed).doesNotContain("sk-secret");
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("sk-secret");
        assertThat(Base64.getDecoder().decode(sealed))
                .hasSize(1 + 12 + "sk-secret".length() + 16)
                .startsWith(1);
    }

    /** What stands in topics is read for as long as there are topics: this was sealed on 28 November 2026. */
    @Test
    void anotherGatewayWithTheSameSaltOpensIt() throws GeneralSecurityException {
        assertThat(SEALER.open(PLACE, "Ae2E1AT3nQPPpg6KwFqNuwubcz7KjzxntO+EruRm4u5bOaP8kGw="))
                .isEqualTo("sk-secret");
    }

    @Test
    void anotherSaltAndAnotherPlaceDoNot() {
        String sealed = SEALER.seal(PLACE, "secret");

        assertThatThrownBy(() -> new Sealer(new Secret("Salt")).open(PLACE, sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> SEALER.open("model:b", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    /** Each byte counts: the version, the nonce, the content and the tag. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, 18, 34})
    void aByteThatChangedIsNoticed(int at) {
        byte[] sealed = Base64.getDecoder().decode(SEALER.seal(PLACE, "secret"));
        sealed[at] ^= 4;
        String changed = Base64.getEncoder().encodeToString(sealed);

        assertThatThrownBy(() -> SEALER.open(PLACE, changed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Property(tries = 100)
    void whateverItIsItIsOpenedOrRefused(@ForAll String text) {
        assertThatThrownBy(() -> SEALER.open(PLACE, text)).isInstanceOf(GeneralSecurityException.class);
    }

    @Property(tries = 50)
    void soAreWhateverBytes(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> SEALER.open(PLACE, Base64.getEncoder().encodeToString(bytes)))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
