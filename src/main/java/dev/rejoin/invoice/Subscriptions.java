package dev.rejoin.invoice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What members pay, period by period. */
@Singleton
public class Subscriptions implements PanacheRepositoryBase<Subscription, UUID> {}
