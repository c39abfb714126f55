package io.callstream.cli.provider;

import io.callstream.cli.problem.UserError;
import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;

/** Starts simulated providers for commands. */
public final class Providers {
    private Providers() {}

    /** @throws UserError if it cannot listen there */
    public static SimulatedProvider start(ProviderOptions options) {
        try {
            return SimulatedProvider.start(options);
        } catch (Exception e) { // the network library throws checked exceptions undeclared
            if (e instanceof IOException) {
                String address = options.host() + ":" + options.port();
                throw new UserError("the simulated provider cannot listen on " + address + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
