package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.callstream.table.MemoryTables;
import io.callstream.testing.provider.SimulatedProvider;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway with a management API, asked over HTTP; the tables are in memory. */
abstract class ManagementRig {
    static final String MASTER = "sk-master";
    final Http http = new Http();
    final MemoryTables tables = new MemoryTables();
    SimulatedProvider provider;
    TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.start(yaml(), tables);
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    String yaml() {
        return """
            model_list:
              - {model_name: large, litellm_params: {model: openai/sim-text, api_base: "%s", api_key: sk-p, num_retries: 0}}
              - {model_name: small, litellm_params: {model: openai/sim-text, api_base: "%s", api_key: sk-p, num_retries: 0}}
            general_settings:
              master_key: %s
            """.formatted(provider.apiBase(), provider.apiBase(), MASTER);
    }

    HttpResponse<String> call(String key, String model) {
        return http.post(gateway.url(Asking.CHAT), Asking.plain(model), auth(key));
    }

    HttpResponse<String> ask(String path, String body) {
        return http.post(gateway.url(path), body.replace('\'', '"'), auth(MASTER));
    }

    Map<String, Object> post(String path, String body) {
        HttpResponse<String> answer = ask(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    Map<String, Object> get(String path, String key) {
        HttpResponse<String> answer = http.get(gateway.url(path), auth(key));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    static Map<String, Object> error(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return object(json(answer), "error");
    }

    static List<?> list(HttpResponse<String> answer) {
        try {
            return (List<?>) PlainValues.read(Slice.of(answer.body()));
        } catch (InvalidJsonException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static Map<String, Object> json(HttpResponse<String> answer) {
        try {
            return PlainValues.readObject(Slice.of(answer.body()));
        } catch (InvalidJsonException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> in, String name) {
        return (Map<String, Object>) in.get(name);
    }

    static List<String> names(Map<String, Object> models) {
        return ((List<?>) models.get("data"))
                .stream()
                        .map(each -> String.valueOf(((Map<?, ?>) each).get("id")))
                        .toList();
    }

    static String text(Map<String, Object> in, String name) {
        return String.valueOf(in.get(name));
    }

    static Object number(String text) {
        return new BigDecimal(text);
    }

    static String[] auth(String key) {
        return new String[] {"Authorization", "Bearer " + key};
    }
}
