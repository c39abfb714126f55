package io.callstream.gateway.call.pair;

class AzureContractTest extends ProviderContract {
    @Override
    FakeProvider provider() {
        return new FakeAzure();
    }

    @Override
    ClientForm client() {
        return new MessagesForm();
    }
}
