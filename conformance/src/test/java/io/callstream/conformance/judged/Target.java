package io.callstream.conformance.judged;

import io.callstream.testing.provider.ReceivedCall;
import io.callstream.testing.provider.SimulatedProvider;
import java.util.List;

/**
 * A running server that speaks OpenAI's API, with the simulated provider's models behind it.
 *
 * @param name the word for it in {@code expected-failures.txt}
 * @param baseUrl what a client library is given, with {@code /v1}
 * @param apiKey the key it takes
 * @param provider the provider that answers in the end
 * @param stop stops everything
 */
public record Target(String name, String baseUrl, String apiKey, SimulatedProvider provider, Runnable stop)
        implements AutoCloseable {

    /** The requests of this model that reached the provider. */
    public List<ReceivedCall> received(String model) {
        return provider.received().stream()
                .filter(call -> call.requestText().contains("\"" + model + "\""))
                .toList();
    }

    @Override
    public void close() {
        stop.run();
    }

    @Override
    public String toString() {
        return name;
    }
}
