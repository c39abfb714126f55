package io.callstream.gateway.app;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.api.pass.KeptResponseApi;
import io.callstream.gateway.api.pass.PassThroughApi;
import io.callstream.gateway.api.pass.ResourceApi;
import io.callstream.gateway.config.PassThrough;
import io.callstream.gateway.config.PassThroughPath;
import io.callstream.gateway.dialect.Dialects;
import io.callstream.gateway.provider.ProviderChoice;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients may speak under one reading of the configuration: paths of the configuration come first, then the gateway's own,
 * then what is passed through to providers.
 */
final class ServedApis {
    private static final String ANTHROPIC = "anthropic";

    private ServedApis() {}

    static ClientApis of(Snapshot snapshot, ClientApi openAi, ClientApi anthropic, ClientApi responses) {
        PassThrough passed = snapshot.config().passThrough();
        List<ClientApi> apis = new ArrayList<>();
        passed.paths().forEach(path -> apis.add(path(path, openAi)));
        apis.add(openAi);
        apis.add(anthropic);
        apis.add(responses);
        apis.add(new ResourceApi(openAi, passed.providers()));
        apis.add(new KeptResponseApi(openAi));
        passed.providers().forEach(name -> apis.add(provider(name, name.equals(ANTHROPIC) ? anthropic : openAi)));
        return new ClientApis(apis);
    }

    private static ClientApi provider(String name, ClientApi errors) {
        return PassThroughApi.ofProvider(errors, name);
    }

    private static ClientApi path(PassThroughPath path, ClientApi openAi) {
        ProviderChoice.Fixed to = new ProviderChoice.Fixed(Dialects.target(path));
        return PassThroughApi.ofPath(openAi, path, to);
    }
}
