package io.callstream.gateway.dialect.request;

import io.callstream.gateway.provider.ClientAsk;
import java.util.Map;

/** Headers that a provider gets for one call, made of what its client says. Safe for use by several threads. */
public interface MoreHeaders {
    MoreHeaders NONE = ask -> Map.of();

    /** By name; a name is one that may stand in a head. */
    Map<String, String> of(ClientAsk ask);
}
