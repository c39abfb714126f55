package io.callstream.gateway.dialect;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.provider.Target;
import java.time.Clock;

/** The product's dialects, for tests that do not ask where credentials come from: what has to be fetched is fetched at once. */
public final class TestDialects {
    private TestDialects() {}

    public static Target target(Deployment deployment) {
        return new Dialects(new CredentialStore(Runnable::run, Clock.systemUTC())).target(deployment);
    }
}
