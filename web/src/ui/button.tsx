/** A button that does one thing once: a second press while the first still works does nothing. */
import { useRef, useState } from 'react';
import { Button as SuomifiButton } from 'suomifi-ui-components';

type ButtonProps = {
  readonly children: string;
  readonly onPress: () => unknown;
  readonly quiet?: boolean;
  /** What a screen reader says after the text, where several buttons have the same text. */
  readonly about?: string;
};

export function Button({ children, onPress, quiet = false, about }: ButtonProps) {
  // A state would come too late: the second press may come before the next picture.
  const working = useRef(false);
  const [isWorking, setWorking] = useState(false);
  const press = async () => {
    if (working.current) return;
    working.current = true;
    setWorking(true);
    try {
      await onPress();
    } finally {
      working.current = false;
      setWorking(false);
    }
  };
  return (
    <SuomifiButton
      variant={quiet ? 'secondary' : 'default'}
      aria-disabled={isWorking}
      {...(about && { 'aria-label': `${children}: ${about}` })}
      onClick={() => void press()}
    >
      {children}
    </SuomifiButton>
  );
}
