package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client writes into its request, at whatever place: it is refused with words that say where, or it reaches the provider as a
 * request of the provider's form. Nothing else happens.
 */
class OddRequestsTest {
    private static final long SEED = 20_261_128;
    private static final int OF_A_PLACE = 5;

    static Stream<Arguments> requests() {
        return Translation.all()
                .flatMap(pair -> Stream.of("parallel-tools", "json-schema", "image", "sampling", "reasoning")
                        .map(name -> Arguments.of(pair, Conversation.named(name))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void anOddRequestIsRefusedOrAsked(Translation pair, Conversation conversation) {
        JsonValue request = OddJson.read(pair.form().request("m", conversation, false));
        for (OddJson.Variant odd : OddJson.some(request, OF_A_PLACE, SEED)) {
            try {
                Request asked = pair.asked(odd.json().toString());

                assertThat(asked.body().fields()).as("%s", odd).isNotEmpty();
                assertThat(asked.path()).as("%s", odd).startsWith("/").doesNotContain("\r", "\n", " ");
            } catch (InvalidRequestException e) {
                assertThat(e.getMessage()).as("%s", odd).isNotBlank().doesNotContain("xxxxx", "\uD834\uDD1E");
            } catch (UnsupportedRequestException e) {
                assertThat(e.getMessage()).as("%s", odd).isNotBlank().hasSizeLessThan(1_100);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(odd.toString(), e);
            }
        }
    }
}
