package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.dialect.answer.WholeAnswerReader;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.EventList;
import io.callstream.gateway.provider.RequestEncoder;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import java.net.URI;

/** Ollama's own API. */
public final class OllamaDialect implements Dialect {
    public static final String FORM = "ollama";
    private static final int FIRST_ERROR = 400;

    /** Ollama's servers speak OpenAI's form as well, below {@code /v1}; whoever writes that address means it. */
    public static boolean isOpenAis(URI base) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        return path.matches(".*/v1(/.*)?");
    }

    @Override
    public String form() {
        return FORM;
    }

    @Override
    public RequestEncoder encoder(Deployment deployment) {
        return new OllamaEncoder(deployment);
    }

    @Override
    public ResponseReader reader(int status, boolean stream) {
        return stream && status < FIRST_ERROR
                ? new OllamaStreamReader()
                : new WholeAnswerReader(status, new OllamaChatForm());
    }

    @Override
    public boolean streamsEvents() {
        return false;
    }

    /** Its streams are lines. */
    @Override
    public Slice streamAsJson(Slice stream) {
        EventList list = new EventList(stream.length());
        stream.text().lines().filter(line -> !line.isBlank()).map(Slice::of).forEach(list::add);
        return list.end();
    }

    @Override
    public ResponseReader embeddingReader(int status) {
        return new WholeAnswerReader(status, new OllamaEmbedForm());
    }
}
