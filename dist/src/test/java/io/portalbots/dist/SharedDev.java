package io.portalbots.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Dev} that they share, which is started for the first of them and stopped after the last. */
final class SharedDev implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedDev.class);

    /** A running {@code dev} and its data directory. */
    record Dev(Server server, Path data) implements AutoCloseable {

        private static Dev start() {
            try {
                var data = Files.createTempDirectory("dev data");
                return new Dev(Server.dev(data), data);
            } catch (Exception e) {
                throw new IllegalStateException("dev does not start", e);
            }
        }

        Portal acme() {
            return server.portal("acme");
        }

        @Override
        public void close() throws IOException {
            server.close();
            Folders.delete(data);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Dev.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Dev.class, type -> Dev.start());
    }
}
