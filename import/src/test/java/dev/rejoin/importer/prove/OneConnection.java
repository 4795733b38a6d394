package dev.rejoin.importer.prove;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of one connection, so that what is done to it can be taken back. */
public final class OneConnection {
    private OneConnection() {}

    /** Gives out one connection again and again, and keeps its transaction open. */
    public static DataSource of(Connection connection) {
        var shared = (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (List.of("close", "setAutoCommit").contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() {
                return shared;
            }
        };
    }
}
