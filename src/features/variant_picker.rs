//! Choosing one of a product's variants.

use leptos::prelude::*;
use meadow_wire::{Product, Variant};

/// What is chosen: for each of the product's options one of its values, or nothing yet.
pub type Choice = Vec<Option<String>>;

/// One group of values per option. A value that leads to nothing in stock says so and can still be looked at.
#[component]
pub fn VariantPicker(
    /// The product, with the stock of this moment.
    #[prop(into)]
    product: Signal<Product>,
    /// What is chosen.
    choice: RwSignal<Choice>,
) -> impl IntoView {
    let group = product.with_untracked(|product| product.card.id.to_string());
    product
        .with_untracked(|product| product.options.clone())
        .into_iter()
        .enumerate()
        .map(|(option, about)| {
            let name = format!("{group}-{option}");
            let chosen = move || choice.with(|choice| choice.get(option).cloned().flatten());
            view! {
                <fieldset class="variant-picker">
                    <legend class="variant-picker__name">
                        <bdi>{about.name}</bdi>
                        <bdi class="variant-picker__chosen">{chosen}</bdi>
                    </legend>
                    <div class="variant-picker__values">
                        {about
                            .values
                            .into_iter()
                            .map(|value| {
                                view! { <Value name=name.clone() value=value option=option product=product choice=choice /> }
                            })
                            .collect_view()}
                    </div>
                </fieldset>
            }
        })
        .collect_view()
}

#[component]
fn Value(
    name: String,
    value: String,
    option: usize,
    product: Signal<Product>,
    choice: RwSignal<Choice>,
) -> impl IntoView {
    let (asked, picked, shown) = (value.clone(), value.clone(), value.clone());
    let out = Memo::new(move |_| {
        choice
            .with(|choice| product.with(|product| !leads_to_stock(&product.variants, choice, option, &asked)))
    });
    let checked = move || choice.with(|choice| choice.get(option).and_then(Option::as_ref) == Some(&picked));
    let pick = move |_| {
        choice.update(|choice| {
            if let Some(place) = choice.get_mut(option) {
                *place = Some(value.clone());
            }
        });
    };
    view! {
        <label class="variant-picker__value" class:variant-picker__value--out=out>
            <input type="radio" class="visually-hidden" name=name value=shown.clone() prop:checked=checked on:change=pick />
            <bdi>{shown}</bdi>
            {move || out.get().then(|| view! { <span class="variant-picker__out">"sold out"</span> })}
        </label>
    }
}

/// Nothing chosen but what can't be chosen otherwise.
pub fn first_choice(product: &Product) -> Choice {
    product
        .options
        .iter()
        .map(|option| match option.values.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        })
        .collect()
}

/// The variant that a choice names, if it is complete and there is such a one.
pub fn chosen_variant<'a>(product: &'a Product, choice: &Choice) -> Option<&'a Variant> {
    product.variants.iter().find(|variant| {
        variant.values.len() == choice.len()
            && variant
                .values
                .iter()
                .zip(choice)
                .all(|(value, chosen)| chosen.as_ref() == Some(value))
    })
}

/// What is still to be chosen, in words; `None` if the choice is complete.
pub fn missing(product: &Product, choice: &Choice) -> Option<String> {
    let open: Vec<&str> = product
        .options
        .iter()
        .zip(choice)
        .filter(|(_, chosen)| chosen.is_none())
        .map(|(option, _)| option.name.as_str())
        .collect();
    (!open.is_empty()).then(|| open.join(", "))
}

/// Whether something in stock has this value and whatever else is chosen.
fn leads_to_stock(variants: &[Variant], choice: &Choice, option: usize, value: &str) -> bool {
    variants
        .iter()
        .filter(|variant| variant.stock > 0)
        .any(|variant| {
            variant
                .values
                .iter()
                .zip(choice)
                .enumerate()
                .all(|(index, (has, chosen))| {
                    if index == option {
                        has == value
                    } else {
                        chosen.as_ref().is_none_or(|chosen| chosen == has)
                    }
                })
        })
}

#[cfg(test)]
mod tests {
    use meadow_wire::VariantOption;

    use super::*;

    fn shoe() -> Product {
        let option = |name: &str, values: &[&str]| VariantOption {
            name: name.to_owned(),
            values: values.iter().map(|&value| value.to_owned()).collect(),
        };
        let variant = |size: &str, width: &str, stock| Variant {
            id: format!("{size}/{width}").into(),
            values: vec![size.to_owned(), width.to_owned()],
            stock,
            ..Variant::default()
        };
        Product {
            options: vec![
                option("Size", &["38", "39"]),
                option("Width", &["wide", "normal"]),
            ],
            variants: vec![
                variant("38", "wide", 2),
                variant("38", "normal", 0),
                variant("39", "wide", 0),
            ],
            ..Product::default()
        }
    }

    fn choice(size: Option<&str>, width: Option<&str>) -> Choice {
        vec![size.map(ToOwned::to_owned), width.map(ToOwned::to_owned)]
    }

    #[test]
    fn a_value_is_sold_out_if_nothing_with_it_and_the_rest_is_left() {
        let shoe = shoe();
        assert!(leads_to_stock(&shoe.variants, &choice(None, None), 0, "38"));
        assert!(!leads_to_stock(&shoe.variants, &choice(None, None), 0, "39"));
        assert!(!leads_to_stock(
            &shoe.variants,
            &choice(Some("38"), None),
            1,
            "normal"
        ));
        assert!(leads_to_stock(
            &shoe.variants,
            &choice(Some("39"), Some("wide")),
            0,
            "38"
        ));
    }

    #[test]
    fn a_variant_is_chosen_when_every_option_is() {
        let shoe = shoe();
        assert_eq!(chosen_variant(&shoe, &choice(Some("38"), None)), None);
        let chosen = chosen_variant(&shoe, &choice(Some("38"), Some("wide")));
        assert_eq!(chosen.map(|variant| variant.stock), Some(2));
        assert_eq!(chosen_variant(&shoe, &choice(Some("39"), Some("normal"))), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        let shoe = shoe();
        assert_eq!(
            missing(&shoe, &choice(None, Some("wide"))).as_deref(),
            Some("Size")
        );
        assert_eq!(missing(&shoe, &choice(Some("38"), Some("wide"))), None);
    }

    #[test]
    fn what_is_only_one_is_chosen_already() {
        let mut shoe = shoe();
        assert_eq!(first_choice(&shoe), choice(None, None));
        shoe.options[1].values.truncate(1);
        assert_eq!(first_choice(&shoe), choice(None, Some("wide")));
    }
}
