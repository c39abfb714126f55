package io.callstream.gateway.dialect.vertex;

import io.callstream.gateway.config.GoogleLogin;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.dialect.request.Account;
import io.callstream.gateway.dialect.request.RenewedAccount;

/** The Google accounts that deployments are asked with; several deployments of one account share its token. For all threads. */
public record GoogleAccounts(CredentialStore credentials) {
    Account of(GoogleLogin login) {
        return new RenewedAccount(credentials.of(login, "a Google account", () -> new GoogleMint(login)));
    }
}
