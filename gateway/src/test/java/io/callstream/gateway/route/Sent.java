package io.callstream.gateway.route;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ClientAsk;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.Target;
import io.callstream.json.Slice;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a provider gets of a call under a configuration, and where.
 *
 * @param server host and port
 * @param head in lower case
 */
record Sent(Target target, String model, String server, String head, String body) {
    static GatewayConfig config(String yaml, Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(environment).parse(yaml, "config.yaml", problems), environment);
        problems.throwIfAny();
        return config;
    }

    static Sent of(String yaml, Map<String, String> variables, String model) {
        return of(
                config(yaml, variables),
                Operation.CHAT_COMPLETION,
                "{\"model\":\"" + model + "\"}",
                new DefaultHttpHeaders());
    }

    static Sent of(String yaml, String body) {
        return of(config(yaml, Map.of()), Operation.CHAT_COMPLETION, body, new DefaultHttpHeaders());
    }

    static Sent of(GatewayConfig config, Operation operation, String body, HttpHeaders headers) {
        try {
            ApiRequest asked = new OpenAiApi().read(Slice.of(body.getBytes(StandardCharsets.UTF_8)), null);
            AttemptPlan chosen = Objects.requireNonNull(routes(config)
                    .plan(RouteAsk.of(String.valueOf(asked.model())), new Random(7))
                    .next(null));
            ByteBuf bytes = chosen.target()
                    .encoder(operation)
                    .encode(
                            UnpooledByteBufAllocator.DEFAULT,
                            new Destination(chosen.target(), chosen.model(), operation),
                            new ClientAsk(headers, asked, TraceContext.of(UUID.nameUUIDFromBytes(new byte[1]), null)),
                            null);
            String text = bytes.toString(StandardCharsets.UTF_8);
            bytes.release();
            int end = text.indexOf("\r\n\r\n");
            return new Sent(
                    chosen.target(),
                    chosen.model().name(),
                    chosen.target().address().authority(),
                    text.substring(0, end),
                    text.substring(end + 4));
        } catch (InvalidRequestException | UnsupportedRequestException e) {
            throw new AssertionError(e);
        }
    }

    static Routes routes(GatewayConfig config) {
        return new Routes(
                config.deployments().stream().map(TestDialects::target).toList(),
                config.models().aliases(),
                RoutingRules.plain());
    }

    String provider() {
        return target.deployment().provider();
    }

    String path() {
        return head.substring("POST ".length(), head.indexOf(" HTTP/"));
    }

    /** The lines of the head, without the request line. */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        for (String line : head.substring(head.indexOf("\r\n") + 2).split("\r\n")) {
            int colon = line.indexOf(": ");
            String before = headers.put(line.substring(0, colon), line.substring(colon + 2));
            if (before != null) {
                throw new AssertionError("header " + line.substring(0, colon) + " was sent twice");
            }
        }
        return headers;
    }
}
