package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to the gateway is cut out, wherever it stands, and what is left is the same JSON without it. */
class GatewayOnlyFieldsTest {
    private static final List<String> OWN = List.of(
            "no-log",
            "litellm_session_id",
            "litellm_trace_id",
            "tags",
            "success_callback",
            "langfuse_host",
            "callbacks");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"no-log\":true,\"model\":\"m\"}                          | {\"model\":\"m\"}",
                "{\"model\":\"m\" , \"no-log\":true }                       | {\"model\":\"m\" }",
                "{\"model\":\"m\",\"tags\":[],\"callbacks\":[\"a\"]}        | {\"model\":\"m\"}",
                "{\"tags\":[],\"model\":\"m\",\"callbacks\":[],\"n\":1}     | {\"model\":\"m\",\"n\":1}",
                "{\"litellm_session_id\":\"s\"}                             | {}",
                "{\"model\":\"m\",\"metadata\":{\"a\":\"b\"}}               | {\"model\":\"m\"}",
                "{\"metadata\":{},\"store\":true,\"no-log\":false}          | {\"metadata\":{},\"store\":true}",
                "{\"metadata\":{},\"store\":false,\"no-log\":false}         | {\"store\":false}",
                "{\"store\":true,\"no-log\":false,\"metadata\":{}}          | {\"store\":true,\"metadata\":{}}"
            })
    void commasStandRightInWhatIsLeft(String body, String left) throws InvalidRequestException {
        assertThat(withoutOwn(body)).isEqualTo(left);
    }

    @Property
    void theRestIsTheSameJson(@ForAll("fields") List<String> fields, @ForAll Random random)
            throws InvalidRequestException {
        Map<String, String> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field, value(field, random)));
        String body = object(values);
        values.keySet().removeAll(OWN);

        assertThat(withoutOwn(body)).isEqualTo(object(values));
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.of("model", "n", "messages", "temperature", "x")
                .list()
                .uniqueElements()
                .flatMap(kept -> Arbitraries.of(OWN).list().uniqueElements().map(own -> shuffled(kept, own)));
    }

    private static List<String> shuffled(List<String> kept, List<String> own) {
        List<String> all = new ArrayList<>(kept);
        all.addAll(own);
        Collections.shuffle(all, new Random(all.hashCode()));
        return all;
    }

    private static String object(Map<String, String> values) {
        return values.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(String field, Random random) {
        return switch (field) {
            case "no-log" -> Boolean.toString(random.nextBoolean());
            case "model", "litellm_session_id", "langfuse_host" -> "\"a,\\\"}" + random.nextInt() + "\"";
            case "tags", "callbacks", "messages" -> "[\"a\",\",\"]";
            default -> Integer.toString(random.nextInt());
        };
    }

    private static String withoutOwn(String body) throws InvalidRequestException {
        StringBuilder left = new StringBuilder();
        int at = 0;
        for (Range cut : RequestScan.of(Slice.of(body)).ownFields()) {
            left.append(body, at, cut.from());
            at = cut.to();
        }
        return left.append(body, at, body.length()).toString();
    }
}
