package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.form.FormPart;
import io.callstream.gateway.api.form.Multipart;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that is a form: as it came, for the provider, and as JSON that describes its fields and files, for whatever is
 * recorded of it.
 *
 * @param form as it goes on: steps before the provider may have changed its fields
 * @param bytes of the body as it came
 * @param described the form as JSON
 */
record FormRequest(Multipart form, int bytes, OpenAiRequest described) implements ApiRequest {
    static FormRequest read(Multipart form, int bytes, @Nullable String pathModel) throws InvalidRequestException {
        Slice body = Slice.of(FormDescription.of(form).toString());
        return new FormRequest(form, bytes, new OpenAiRequest(body, RequestScan.of(body, pathModel)));
    }

    /** @throws InvalidRequestException if the edited description is no request any more */
    FormRequest edited(Slice description, @Nullable String model) throws InvalidRequestException {
        return new FormRequest(
                FormDescription.edited(form, description), bytes, described.readAgain(description, model));
    }

    @Override
    public Forward forward(ModelName model) {
        return Forward.post(form.contentType(), FormBody.of(form, model.name()));
    }

    @Override
    public ProviderBody body(ModelName model, boolean askUsage, boolean withoutGatewayFields) {
        return FormBody.of(form, model.name());
    }

    @Override
    public @Nullable String tier() {
        return described.tier();
    }

    @Override
    public long promptTokens() {
        return described.promptTokens();
    }

    @Override
    public RequestInfo info(Operation operation) {
        RequestInfo info = described.info(operation);
        return new RequestInfo(
                info.callType(),
                info.modelGroup(),
                info.stream(),
                info.parameters(),
                info.body(),
                bytes,
                info.secrets(),
                info.prompt());
    }

    /** The files count with all of their bytes, each part with its length, so that no two forms look alike. */
    @Override
    public void identify(MessageDigest digest) {
        for (FormPart part : form.parts()) {
            boolean left = part.name().equals(FormDescription.MODEL) || GatewayField.has(part.name());
            if (part.isFile() || !left) {
                Slice content = part.content();
                digest.update((part.name() + '\0' + content.length() + '\0').getBytes(StandardCharsets.UTF_8));
                digest.update(content.array(), content.offset(), content.length());
            }
        }
    }

    @Override
    public @Nullable String model() {
        return described.model();
    }

    @Override
    public boolean stream() {
        return described.stream();
    }

    @Override
    public boolean asksUsage() {
        return described.asksUsage();
    }

    @Override
    public boolean saysHowToStream() {
        return described.saysHowToStream();
    }

    @Override
    public @Nullable Integer retries() {
        return described.retries();
    }

    @Override
    public CallerRouting routing() {
        return described.routing();
    }

    @Override
    public MockAnswer mock() {
        return described.mock();
    }

    @Override
    public Map<String, String> extraHeaders() {
        return described.extraHeaders();
    }

    @Override
    public CacheControl cacheControl() {
        return described.cacheControl();
    }

    @Override
    public RequestMetadata metadata(Function<CharSequence, @Nullable String> headers) {
        return described.metadata(headers);
    }
}
