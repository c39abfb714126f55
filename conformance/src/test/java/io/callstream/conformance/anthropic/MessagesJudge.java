package io.callstream.conformance.anthropic;

import com.anthropic.client.AnthropicClient;
import io.callstream.conformance.judged.Judged;
import io.callstream.conformance.judged.Target;
import org.junit.jupiter.api.AfterEach;

/** Anthropic's client at one place. */
abstract class MessagesJudge implements Judged {
    final Place place;
    final AnthropicClient client;

    MessagesJudge(Place place) {
        this.place = place;
        this.client = place.client();
    }

    @Override
    public Target target() {
        return place.target();
    }

    @AfterEach
    void close() {
        client.close();
    }
}
