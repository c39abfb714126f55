package io.callstream.gateway.call;

import io.callstream.gateway.api.openai.MetadataReader;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.CallerConfig;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is believed of what a caller says of a call. For any thread. */
public final class CallerRules {
    private final List<AsciiString> endUser;
    private final @Nullable AsciiString user;
    private final boolean hides;
    private final boolean disables;
    private final boolean address;

    public CallerRules(CallerConfig config) {
        this.endUser = config.endUserHeaders().stream().map(AsciiString::cached).toList();
        this.user = config.userHeader().map(AsciiString::cached).orElse(null);
        this.hides = config.hides();
        this.disables = config.disables();
        this.address = config.address();
    }

    /** What a request says; one that could not be read says it in its headers. */
    RequestMetadata of(CallRequest request, @Nullable ApiRequest asked) {
        Function<CharSequence, @Nullable String> headers = headers(request.headers());
        RequestMetadata said = asked == null ? request.api().metadata(headers) : asked.metadata(headers);
        return hides && disables ? said : said.seen(hides, disables);
    }

    /** Where a request came from, as far as events say it. */
    @Nullable String address(CallRequest request) {
        return address ? request.origin().ip() : null;
    }

    private Function<CharSequence, @Nullable String> headers(HttpHeaders sent) {
        return endUser.isEmpty()
                ? sent::get
                : name -> MetadataReader.END_USER.equals(name) ? endUser(sent) : sent.get(name);
    }

    /** LiteLLM's own headers come first. */
    private @Nullable String endUser(HttpHeaders sent) {
        String found = said(sent, MetadataReader.END_USER);
        if (found == null) {
            found = said(sent, MetadataReader.CUSTOMER);
        }
        for (int i = 0; found == null && i < endUser.size(); i++) {
            found = said(sent, endUser.get(i));
        }
        return found;
    }

    /** The key as events name it: with the user that a header names, where the configuration believes that. */
    @Nullable ApiKey owned(@Nullable ApiKey key, HttpHeaders sent) {
        if (user == null || key == null) {
            return key;
        }
        String named = said(sent, user);
        return named == null ? key : key.withUser(named);
    }

    private static @Nullable String said(HttpHeaders sent, AsciiString name) {
        String value = sent.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
