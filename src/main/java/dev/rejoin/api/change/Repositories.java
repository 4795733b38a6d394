package dev.rejoin.api.change;

import dev.rejoin.api.resource.Item;
import io.quarkus.arc.All;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The features' Panache repositories, by entity. */
@Singleton
class Repositories {
    private final Map<Class<?>, PanacheRepositoryBase<?, ?>> byEntity = new HashMap<>();

    Repositories(@All List<PanacheRepositoryBase<?, ?>> repositories) {
        for (var repository : repositories) {
            byEntity.put(entity(repository.getClass()), repository);
        }
    }

    /** Where items of an entity are kept; every entity of items has one. */
    @SuppressWarnings("unchecked")
    <E extends Item<?>> PanacheRepositoryBase<E, UUID> of(Class<E> entity) {
        var repository = byEntity.get(entity);
        if (repository == null) {
            throw new IllegalStateException("%s has no repository".formatted(entity.getSimpleName()));
        }
        return (PanacheRepositoryBase<E, UUID>) repository;
    }

    /** Arc's subclasses and proxies have the repository itself above them. */
    private static Class<?> entity(Class<?> type) {
        for (var implemented : type.getGenericInterfaces()) {
            if (implemented instanceof ParameterizedType parameterized
                    && parameterized.getRawType() == PanacheRepositoryBase.class) {
                return (Class<?>) parameterized.getActualTypeArguments()[0];
            }
        }
        return entity(type.getSuperclass());
    }
}
